package org.mainspring.bench.latency;

/** Something that the poster asks for and waits for. */
@FunctionalInterface
interface Call {
    /**
     * Asks, and waits for the answer.
     *
     * @throws Exception if it cannot
     */
    void call() throws Exception;
}
