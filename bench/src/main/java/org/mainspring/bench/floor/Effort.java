package org.mainspring.bench.floor;

import java.util.Arrays;

/**
 * How long one figure may take, and the mean cost of what is too short to be timed alone.
 *
 * @param nanos with the warm-up
 */
record Effort(long nanos) {
    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 5;
    private static final long QUICK_NANOS = 120_000_000;
    private static final long FULL_NANOS = 1_000_000_000;

    /** Something that is done so many times. */
    interface Batch {
        void run(int operations);
    }

    /** As the command line wants it. */
    static Effort of(boolean isQuick) {
        return new Effort(isQuick ? QUICK_NANOS : FULL_NANOS);
    }

    /** Nanoseconds per operation: the median of five rounds, after those for the compiler. */
    double measure(Batch batch, int operations) {
        double[] rounds = new double[ROUNDS];
        for (int i = 0; i < WARM_UPS; i++) {
            round(batch, operations);
        }
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = round(batch, operations);
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private double round(Batch batch, int operations) {
        long startNanos = System.nanoTime();
        long spentNanos;
        long batches = 0;
        do {
            batch.run(operations);
            batches++;
            spentNanos = System.nanoTime() - startNanos;
        } while (spentNanos < nanos / (WARM_UPS + ROUNDS));
        return spentNanos / (double) (batches * operations);
    }
}
