package org.mainspring.task;

/*
 * NEW        -> RUNNING     runInThread()            RUNNING    -> NEW        runInThread(): the executor refused
 * NEW        -> COMPLETING  complete(), abort()      RUNNING    -> COMPLETING its completion arrives
 * NEW        -> DONE        free()                   RUNNING    -> ABANDONED  free()
 * COMPLETING -> DONE        the callback is over     ABANDONED  -> DONE       its completion arrives, without callback
 * RUNNING    -> DONE        the context is closed    ABANDONED  -> DONE       the context is closed
 *
 * Every other move throws IllegalStateException, but for free(), which does nothing where there is nothing to free.
 */
/** Where a task is in its life. */
enum TaskState {
    /** Made, and with whoever has made it. */
    NEW,
    /** Handed to a worker; from then on until its completion has arrived. */
    RUNNING,
    /** Freed after it was handed to a worker: what is owed is still to be paid, on the context. */
    ABANDONED,
    /** Its callback is running. */
    COMPLETING,
    /** Its callback will not run any more; its destroy notifies run, or have run. */
    DONE
}
