package org.mainspring.mainloop;

/**
 * How long a context spins before it sleeps: a budget that follows how long its waits have been.
 *
 * <p>A wait that the budget covers leaves it as it is. A longer one that a budget within the limit could have covered makes
 * it grow; one beyond the limit makes it shrink, since spinning for that would be in vain.
 *
 * @threads owner; the budget itself may be read by any
 * @origin QEMU aio_poll, poll_ns; its rules as of 8.2
 */
final class PollBudget {
    static final long FIRST_NANOS = 4_000;
    private static final long USUAL_GROWTH = 2;

    final long maxNanos;
    final long growth;
    final long divisor;
    private volatile long nanos;

    /**
     * A budget of 0.
     *
     * @param maxNanos the limit
     * @param growth what the budget is multiplied with; 0 for the usual 2
     * @param divisor what it is divided by; 0 if it shrinks to nothing at once
     */
    PollBudget(long maxNanos, long growth, long divisor) {
        this.maxNanos = maxNanos;
        this.growth = growth == 0 ? USUAL_GROWTH : growth;
        this.divisor = divisor;
    }

    long nanos() {
        return nanos;
    }

    /** Takes note of how long a wait was, the spin included. */
    void waited(long waitedNanos) {
        long current = nanos;
        if (waitedNanos <= current) {
            return;
        }
        long next = current;
        if (waitedNanos > maxNanos) {
            next = divisor == 0 ? 0 : current / divisor;
        } else if (waitedNanos < maxNanos) {
            next = Math.min(maxNanos, grown(current));
        }
        if (next != current) {
            nanos = next;
        }
    }

    private long grown(long current) {
        if (current == 0) {
            return FIRST_NANOS;
        }
        return current > maxNanos / growth ? maxNanos : current * growth;
    }
}
