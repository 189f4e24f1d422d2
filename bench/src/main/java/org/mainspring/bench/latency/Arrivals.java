package org.mainspring.bench.latency;

/**
 * When things are meant to happen: one per period, whatever became of those before.
 *
 * <p>The schedule is fixed before the first arrival. Who is late for one counts from the moment that was meant, and so
 * sees what a user would have seen who came then; and the next one comes at its time all the same.
 *
 * @param startNanos when the first is meant to happen
 * @param periodNanos how long from one to the next
 */
record Arrivals(long startNanos, long periodNanos) {
    /**
     * Checks the period.
     *
     * @throws IllegalArgumentException if {@code periodNanos <= 0}
     */
    Arrivals {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("period <= 0: " + periodNanos);
        }
    }

    /** When the one with this number is meant to happen; they count from 0. */
    long intendedNanos(long number) {
        return startNanos + number * periodNanos;
    }

    /** How many are meant to have happened by a moment, that moment included. */
    long dueBy(long momentNanos) {
        long sinceNanos = momentNanos - startNanos;
        return sinceNanos < 0 ? 0 : sinceNanos / periodNanos + 1;
    }

    /** How many happen in a length of time that begins with the first. */
    long within(long lengthNanos) {
        return (lengthNanos + periodNanos - 1) / periodNanos;
    }
}
