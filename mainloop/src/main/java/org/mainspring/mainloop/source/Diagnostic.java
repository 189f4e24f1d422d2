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
    /** A context was iterated from within one of its own hooks, prepare, check or IOPoll; nothing was done. */
    ITERATION_IN_HOOK,
    /** A loop was run from within a prepare or check hook of its context, or an IOPoll; it returned at once. */
    RUN_IN_HOOK,
    /** A source was to be removed by an id that nobody has. */
    UNKNOWN_ID,
    /** A process has ended of which Java tells no exit value; the callback was told -1. */
    NO_EXIT_VALUE,
    /** A poll function said that it has failed; the iteration went on with what it had seen. */
    POLL_FAILED,
    /** The system refused to watch a channel, and its watch was told NVAL; or the poller cannot watch it at all. */
    WATCH_REFUSED,

    /* What GLib says as a "critical", and the C names report instead of throwing. */

    /** A null was given where there must be something; the call did nothing. */
    NULL_ARGUMENT,
    /** A null was given for the function to call, or for what tells it; the call did nothing. */
    NULL_FUNCTION,
    /** An id of 0 was given, which no source has; the call did nothing. */
    ID_ZERO,
    /** A source that is destroyed was to be attached or to watch; the call did nothing. */
    SOURCE_DESTROYED,
    /** A source was to be attached for the second time; the call did nothing. */
    ATTACHED_TWICE,
    /** A source without a context was asked for something that only its context knows. */
    NOT_ATTACHED,
    /** A watch was given that is not the source's; the call did nothing. */
    FOREIGN_WATCH,
    /** A dispose hook was set for the second time; the call did nothing. */
    DISPOSE_HOOK_SET,
    /** A child was given that cannot be one or is none, or a child was to act for itself; the call did nothing. */
    CHILD_REFUSED,
    /** A process was given that cannot be waited for; the call did nothing. */
    BAD_PID,
    /** A signal was given that cannot be waited for; the call did nothing. */
    BAD_SIGNAL,
    /** A thread that is not the owner made a call for owners; it did nothing. */
    NOT_OWNER,
    /** A context that another thread owns was to be pushed; the call did nothing. */
    ACQUIRE_FAILED,
    /** A context that is not the last pushed was to be popped; the call did nothing. */
    NOT_PUSHED
}
