package org.mainspring.bench.floor;

import java.util.Arrays;
import java.util.List;

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
        return measureInTurn(List.of(batch), operations)[0];
    }

    /** The same of several, each of which needs that the one before was done, and the first the last. */
    double[] measureInTurn(List<Batch> batches, int operations) {
        double[][] rounds = new double[batches.size()][ROUNDS];
        for (int i = 0; i < WARM_UPS; i++) {
            round(batches, operations);
        }
        for (int i = 0; i < ROUNDS; i++) {
            double[] nanos = round(batches, operations);
            for (int j = 0; j < nanos.length; j++) {
                rounds[j][i] = nanos[j];
            }
        }
        return Arrays.stream(rounds).mapToDouble(Effort::median).toArray();
    }

    private static double median(double[] rounds) {
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private double[] round(List<Batch> batches, int operations) {
        long[] spentNanos = new long[batches.size()];
        long startNanos = System.nanoTime();
        long now = startNanos;
        long turns = 0;
        do {
            for (int i = 0; i < spentNanos.length; i++) {
                batches.get(i).run(operations);
                long endNanos = System.nanoTime();
                spentNanos[i] += endNanos - now;
                now = endNanos;
            }
            turns++;
        } while (now - startNanos < nanos / (WARM_UPS + ROUNDS));
        double each = turns * (double) operations;
        return Arrays.stream(spentNanos).mapToDouble(spent -> spent / each).toArray();
    }
}
