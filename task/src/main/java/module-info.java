/** QEMU's I/O task in Java: operations whose completion arrives on a main context. */
module org.mainspring.task {
    requires static jdk.jfr;
    requires static transitive org.jspecify;
    requires transitive org.mainspring.mainloop;

    exports org.mainspring.task;
    exports org.mainspring.task.jfr;
    exports org.mainspring.task.qio;
}
