package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.noSource;

import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Diagnostic;

/**
 * GLib's functions for sources that are children of others.
 *
 * @threads any, where a function does not say "owner"
 */
public abstract class GSourceChildren extends GSourceWatches {
    GSourceChildren() {}

    /**
     * Makes a source the child of another: it has its priority, is attached with it, and makes it ready as well.
     *
     * @param source the source
     * @param child_source the child; neither attached nor destroyed, and nobody's child
     */
    public static void g_source_add_child_source(Source source, Source child_source) {
        if (noSource(source, "g_source_add_child_source")
                || isNull(child_source, "g_source_add_child_source", "child_source")) {
            return;
        }
        try {
            source.addChild(child_source);
        } catch (IllegalArgumentException | IllegalStateException refused) {
            refusedChild(source, "g_source_add_child_source", refused);
        }
    }

    /**
     * Takes a child away from its parent, and destroys it.
     *
     * @param source the source
     * @param child_source a child of the source
     */
    public static void g_source_remove_child_source(Source source, Source child_source) {
        if (noSource(source, "g_source_remove_child_source")
                || isNull(child_source, "g_source_remove_child_source", "child_source")) {
            return;
        }
        try {
            source.removeChild(child_source);
        } catch (IllegalArgumentException | IllegalStateException refused) {
            refusedChild(source, "g_source_remove_child_source", refused);
        }
    }

    private static void refusedChild(Source source, String function, RuntimeException reason) {
        Critical.report(source, Diagnostic.CHILD_REFUSED, function, String.valueOf(reason.getMessage()));
    }
}
