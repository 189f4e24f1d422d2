/** GLib's main loop in Java: contexts, loops, sources and pollers. */
module org.mainspring.mainloop {
    requires static transitive org.jspecify;
    requires org.jctools.core.jdk11;

    exports org.mainspring.mainloop;
    exports org.mainspring.mainloop.concurrent;
    exports org.mainspring.mainloop.glib;
    exports org.mainspring.mainloop.kind;
    exports org.mainspring.mainloop.poll;
    exports org.mainspring.mainloop.source;
    exports org.mainspring.mainloop.testing;
    exports org.mainspring.mainloop.time;
}
