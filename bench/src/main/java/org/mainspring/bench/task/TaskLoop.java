package org.mainspring.bench.task;

import org.mainspring.bench.peer.LoopPeer;

/**
 * A loop whose tasks are done by workers elsewhere, and end on the loop.
 *
 * @threads any, where a method does not say "the loop's"
 */
public interface TaskLoop extends AutoCloseable {
    /**
     * The loop.
     *
     * @return always the same; closed with this
     */
    LoopPeer loop();

    /**
     * Sends a task to a worker, which has nothing to do but to say its result.
     *
     * @param home what to run when the task has ended
     * @threads the loop's, and that is where {@code home} runs
     */
    void run(Runnable home);

    /** Ends the loop. */
    @Override
    void close();
}
