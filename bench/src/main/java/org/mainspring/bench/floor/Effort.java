package org.mainspring.bench.floor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

    /**
     * Batches that are timed one by one and done in turn: each needs that the one before was done, and the first the last.
     *
     * @param operations of each
     */
    record Turn(List<Batch> batches, int operations) {}

    /** As the command line wants it. */
    static Effort of(boolean isQuick) {
        return new Effort(isQuick ? QUICK_NANOS : FULL_NANOS);
    }

    /** Nanoseconds per operation: the median of five rounds, after those for the compiler. */
    double measure(Batch batch, int operations) {
        return measureInTurn(List.of(new Turn(List.of(batch), operations))).get(0)[0];
    }

    /** The same of several turns, for each of their batches. They take their rounds in turn, so all feel a bad moment alike. */
    List<double[]> measureInTurn(List<Turn> turns) {
        List<List<double[]>> rounds = new ArrayList<>();
        for (int i = 0; i < WARM_UPS + ROUNDS; i++) {
            rounds.add(turns.stream().map(this::round).toList());
        }
        List<List<double[]>> measured = rounds.subList(WARM_UPS, rounds.size());
        return IntStream.range(0, turns.size())
                .mapToObj(turn ->
                        medians(measured.stream().map(round -> round.get(turn)).toList()))
                .toList();
    }

    private static double[] medians(List<double[]> rounds) {
        return IntStream.range(0, rounds.get(0).length)
                .mapToDouble(batch -> median(
                        rounds.stream().mapToDouble(round -> round[batch]).toArray()))
                .toArray();
    }

    private static double median(double[] rounds) {
        Arrays.sort(rounds);
        return rounds[rounds.length / 2];
    }

    private double[] round(Turn turn) {
        long[] spentNanos = new long[turn.batches.size()];
        long startNanos = System.nanoTime();
        long now = startNanos;
        long times = 0;
        do {
            for (int i = 0; i < spentNanos.length; i++) {
                turn.batches.get(i).run(turn.operations);
                long endNanos = System.nanoTime();
                spentNanos[i] += endNanos - now;
                now = endNanos;
            }
            times++;
        } while (now - startNanos < nanos / (WARM_UPS + ROUNDS));
        double operations = times * (double) turn.operations;
        return Arrays.stream(spentNanos)
                .mapToDouble(spent -> spent / operations)
                .toArray();
    }
}
