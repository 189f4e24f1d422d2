package org.mainspring.mainloop.source;

/**
 * What the library warns about: code that will not do what its author meant, while the loop goes on.
 *
 * @threads any
 * @origin GLib the warnings of gmain.c
 */
public enum Diagnostic {
    /** A source was dispatched without a callback, and removed. */
    NO_CALLBACK,
    /** A context was iterated from within one of its own prepare or check hooks; nothing was done. */
    ITERATION_IN_HOOK,
    /** A loop was run from within a prepare or check hook of its context; it returned at once. */
    RUN_IN_HOOK,
    /** A source was to be removed by an id that nobody has. */
    UNKNOWN_ID,
    /** A process has ended of which Java tells no exit value; the callback was told -1. */
    NO_EXIT_VALUE,
    /** A poll function said that it has failed; the iteration went on with what it had seen. */
    POLL_FAILED,
    /** The system refused to watch a channel; its watch was told NVAL. */
    WATCH_REFUSED
}
