package org.mainspring.bench.run;

import java.util.function.LongSupplier;

/** How long the run may still take. */
final class Deadline {
    private static final double NANOS = 1e9;

    private final LongSupplier clock;
    private final long begin;
    private final double budgetSeconds;

    /** So many seconds from now, by a clock of nanoseconds. */
    Deadline(double budgetSeconds, LongSupplier clock) {
        this.clock = clock;
        this.begin = clock.getAsLong();
        this.budgetSeconds = budgetSeconds;
    }

    /** Since the run began. */
    double elapsedSeconds() {
        return (clock.getAsLong() - begin) / NANOS;
    }

    /** Until it has to end; below 0 afterwards. */
    double remainingSeconds() {
        return budgetSeconds - elapsedSeconds();
    }
}
