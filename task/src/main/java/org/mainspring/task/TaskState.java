package org.mainspring.task;

/*
 * NEW        -> RUNNING     runInThread()             RUNNING    -> NEW        runInThread(): the executor refused what
 *                                                                              nobody had begun or given up
 * NEW        -> COMPLETING  complete(), abort(),      RUNNING    -> COMPLETING its completion arrives, waitThread()
 *                           cancel(CALL_BACK)         RUNNING    -> CANCELLED  cancel(CALL_BACK)
 * NEW        -> DONE        free(), cancel()          RUNNING    -> ABANDONED  free(), cancel()
 * COMPLETING -> DONE        the callback is over      RUNNING    -> DONE       the context is closed
 * CANCELLED  -> COMPLETING  its completion arrives    ABANDONED  -> DONE       its completion arrives, no callback
 * CANCELLED  -> ABANDONED   free(), cancel()          ABANDONED  -> DONE       the context is closed
 * CANCELLED  -> DONE        the context is closed
 *
 * Every other move throws IllegalStateException, but for free() and cancel(), which do nothing where nothing is to do. What
 * another thread moves meanwhile, they find and move from there.
 */
/** Where a task is in its life. */
enum TaskState {
    /** Made, and with whoever has made it. */
    NEW,
    /** Handed to a worker; from then on until its completion has arrived. */
    RUNNING,
    /** Cancelled after it was handed to a worker, and to be called back all the same. */
    CANCELLED,
    /** Freed after it was handed to a worker: what is owed is still to be paid, on the context. */
    ABANDONED,
    /** Its callback is running. */
    COMPLETING,
    /** Its callback will not run any more; its destroy notifies run, or have run. */
    DONE;

    /** Where it is when it was freed or cancelled; the same, if that does nothing to it. */
    TaskState givenUp(boolean tell) {
        return switch (this) {
            case NEW -> tell ? COMPLETING : DONE;
            case RUNNING -> tell ? CANCELLED : ABANDONED;
            case CANCELLED -> tell ? CANCELLED : ABANDONED;
            case ABANDONED, COMPLETING, DONE -> this;
        };
    }
}
