package org.mainspring.bench.counts;

/** Something that a loop does, as often as wanted. */
interface Scenario extends AutoCloseable {
    /**
     * Does it.
     *
     * @param operations how often; ends when the last is done
     */
    void run(int operations);

    /**
     * Which thread's calls count, beside those of the one that runs this.
     *
     * @return the system's number
     */
    long loopThread();

    @Override
    void close();
}
