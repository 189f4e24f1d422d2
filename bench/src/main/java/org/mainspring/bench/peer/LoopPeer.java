package org.mainspring.bench.peer;

import java.util.concurrent.Executor;

/**
 * A thread that runs what it is given, in the order in which it was given, and timers.
 *
 * @threads any, where a method does not say "the loop's"
 */
public interface LoopPeer extends Executor, AutoCloseable {
    /**
     * What it is called in results.
     *
     * @return the name that it was opened with
     */
    String name();

    /** Runs a task on the loop's thread, soon. */
    @Override
    void execute(Runnable task);

    /**
     * Runs a task once, after a delay.
     *
     * @param task what to run
     * @param delayNanos not negative
     * @return for {@link #cancel}; its type is the peer's own, so that no peer pays for a wrapper
     * @threads the loop's
     */
    Object schedule(Runnable task, long delayNanos);

    /**
     * Takes back a task that has not run; does nothing if it has.
     *
     * @param timer what {@link #schedule} returned
     * @threads the loop's
     */
    void cancel(Object timer);

    /**
     * The thread that runs the tasks, and what Linux calls it.
     *
     * @return the same, as long as it is open
     */
    ThreadIdentity identity();

    /**
     * The thread that runs the tasks.
     *
     * @return the same, as long as it is open
     */
    default Thread thread() {
        return identity().thread();
    }

    /**
     * What Linux calls that thread, to pin it or to look at it.
     *
     * @return its thread id; -1 on other systems
     */
    default long threadId() {
        return identity().linuxId();
    }

    /** Ends the thread, and waits for its end; tasks that have not run may never run. */
    @Override
    void close();
}
