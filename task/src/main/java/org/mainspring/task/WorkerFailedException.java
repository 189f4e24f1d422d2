package org.mainspring.task;

/**
 * A worker of the 2015 form said by its return value that it has failed, but not why.
 *
 * @threads any
 */
public final class WorkerFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    WorkerFailedException(int returned) {
        super("worker returned " + returned + " without an error");
    }
}
