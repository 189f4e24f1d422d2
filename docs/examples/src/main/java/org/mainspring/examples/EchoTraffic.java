package org.mainspring.examples;

/**
 * What the connections of an echo server have done together.
 *
 * @threads confined to the thread of the loop
 */
final class EchoTraffic {
    private final Runnable whenHeldUp;
    private long bytesEchoed;
    private int shortWrites;
    private int pausedReads;
    private int heldUp;
    private int accepted;
    private int closed;
    private int failed;

    /**
     * Nothing done so far.
     *
     * @param whenHeldUp called when a connection has its first short write
     */
    EchoTraffic(Runnable whenHeldUp) {
        this.whenHeldUp = whenHeldUp;
    }

    void accepted() {
        accepted++;
    }

    void echoed(int bytes) {
        bytesEchoed += bytes;
    }

    /** A write left something over, so that an OUT watch was needed. */
    void shortWrite(boolean first) {
        shortWrites++;
        if (first) {
            heldUp++;
            whenHeldUp.run();
        }
    }

    /** A buffer was full, so that the IN watch had to go. */
    void pausedRead() {
        pausedReads++;
    }

    void closed(boolean byError) {
        closed++;
        failed += byError ? 1 : 0;
    }

    long bytesEchoed() {
        return bytesEchoed;
    }

    int shortWrites() {
        return shortWrites;
    }

    int pausedReads() {
        return pausedReads;
    }

    /** How many connections had a short write. */
    int heldUp() {
        return heldUp;
    }

    int accepts() {
        return accepted;
    }

    int closes() {
        return closed;
    }

    int failures() {
        return failed;
    }
}
