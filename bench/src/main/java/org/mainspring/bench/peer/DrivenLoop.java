package org.mainspring.bench.peer;

import java.util.concurrent.Executor;

/**
 * A loop that runs when the thread which opened it asks for it, and without blocking.
 *
 * @threads the one that opened it
 */
public interface DrivenLoop extends Executor, AutoCloseable {
    /**
     * What it is called in results.
     *
     * @return the name that it was opened with
     */
    String name();

    /** Runs a task in the next {@link #iterate}. */
    @Override
    void execute(Runnable task);

    /** Looks at what there is to be looked at, and runs what there is to be run. */
    void iterate();

    @Override
    void close();
}
