package org.mainspring.mainloop.source;

/**
 * A kind of source that has something to give back when a source of it is gone.
 *
 * @threads the one that destroyed the source, if it owns the context or nobody does; else the one that holds the
 *     context next, usually its owner; the owner's if the source was queued or running
 * @origin GLib GSourceFuncs.finalize
 */
public interface FinalizeHook extends SourceFuncs {
    /**
     * Called once, when the source is destroyed and neither waits to be dispatched nor is being dispatched. Its
     * callback's destroy notify has run, its id is free, its context can still be asked for.
     *
     * @param self the source
     */
    void finalizeSource(SourceHandle self);
}
