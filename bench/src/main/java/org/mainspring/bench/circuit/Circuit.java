package org.mainspring.bench.circuit;

import org.mainspring.bench.peer.LoopPeer;

/**
 * A way out from a loop and home to it.
 *
 * @threads any, where a method does not say "the origin's"
 */
public interface Circuit extends AutoCloseable {
    /**
     * The loop on which it begins and ends.
     *
     * @return always the same; closed with this
     */
    LoopPeer origin();

    /**
     * Goes round once.
     *
     * @param home what to run then; it may set out again
     * @threads the origin's, and that is where {@code home} runs
     */
    void setOut(Runnable home);

    /** Ends the loops of this. */
    @Override
    void close();
}
