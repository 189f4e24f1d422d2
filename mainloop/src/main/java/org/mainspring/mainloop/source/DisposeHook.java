package org.mainspring.mainloop.source;

/**
 * Told that a source is about to end, before its kind's finalize hook: for whoever keeps something beside a source of
 * another's kind.
 *
 * @threads as {@link FinalizeHook}
 * @origin GLib GSourceDisposeFunc
 */
@FunctionalInterface
public interface DisposeHook {
    /**
     * Called once, when the source is destroyed and neither waits to be dispatched nor is being dispatched. Its callback's
     * destroy notify has run, unless the source was never attached.
     *
     * @param self the source
     */
    void dispose(SourceHandle self);
}
