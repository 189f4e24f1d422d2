package org.mainspring.bench.report;

import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something that the design aims at, and how it is read from the figures.
 *
 * @param row what is aimed at
 * @param aim how much is wanted, in words
 * @param limit the same as a number
 * @param more whether more than the limit is wanted, rather than at most so much
 * @param measure the numbers, if their figures are there
 * @param shown the number in words, and with how many decimals more than usual
 * @param others what the peers took, in words
 */
record Aim(
        String row,
        String aim,
        double limit,
        boolean more,
        Measure measure,
        Shown shown,
        Function<Lookup, String> others) {
    /**
     * Bytes are measured by what a whole fork allocated, its harness with it: where none is wanted, less than this per operation
     * will do. What was measured is told all the same, of ours as of the peers.
     */
    private static final double NO_BYTE = 0.5;

    private static final int MOST_DECIMALS = 6;

    /**
     * Where the numbers come from.
     *
     * @param middle what counts
     * @param best the same of what was fastest
     * @param floor the least that it can be
     */
    private record Measure(
            Function<Lookup, OptionalDouble> middle,
            Function<Lookup, OptionalDouble> best,
            Function<Lookup, OptionalDouble> floor) {
        /** Of what has neither a best nor a floor. */
        static Measure of(Function<Lookup, OptionalDouble> middle) {
            return new Measure(middle, none -> OptionalDouble.empty(), none -> OptionalDouble.empty());
        }

        /** Of a time, which is so many times what is aimed at. */
        static Measure ofTime(String workload, String params, String peer, int parts) {
            return new Measure(
                    figures -> part(figures.nanos(workload, params, peer), parts),
                    figures -> part(figures.bestNanos(workload, params, peer), parts),
                    figures -> part(FloorRows.under(workload, params, peer, figures), parts));
        }

        private static OptionalDouble part(OptionalDouble nanos, int parts) {
            return nanos.isPresent() ? OptionalDouble.of(nanos.getAsDouble() / parts) : nanos;
        }
    }

    /** A number in words. */
    @FunctionalInterface
    interface Shown {
        /** With so many decimals more than usual. */
        String of(double value, int decimals);
    }

    /** One operation takes at most so long. */
    static Aim time(String row, double nanos, String workload, String params, String peer) {
        return new Aim(
                row,
                "≤ " + Numbers.timeLabel(nanos),
                nanos,
                false,
                Measure.ofTime(workload, params, peer, 1),
                Numbers::time,
                figures -> others(figures, workload, params, 1));
    }

    /** Half of one operation takes at most so long: it is two of what is aimed at. */
    static Aim half(String row, double nanos, String workload, String params) {
        return new Aim(
                row,
                "≤ " + Numbers.timeLabel(nanos),
                nanos,
                false,
                Measure.ofTime(workload, params, Ratios.OURS, 2),
                Numbers::time,
                figures -> others(figures, workload, params, 2));
    }

    /** A peer takes at least so many times as long. */
    static Aim ratio(String row, double times, String workload, String params, String peer) {
        return ratio(row, times, new Measured(workload, params, Ratios.OURS), new Measured(workload, params, peer));
    }

    /** A peer takes at least so many times as long, which may do it in a way of its own. */
    static Aim ratio(String row, double times, Measured ours, Measured theirs) {
        return atLeast(row, times, figures -> divide(nanos(figures, theirs), nanos(figures, ours)));
    }

    private static OptionalDouble nanos(Lookup figures, Measured one) {
        return figures.nanos(one.workload(), one.params(), one.peer());
    }

    /** A peer takes at least so many times as many bytes. */
    static Aim bytesRatio(String row, double times, String workload, String params, String peer) {
        return atLeast(
                row,
                times,
                figures -> divide(
                        figures.count(workload, params, peer, "bytes"),
                        figures.count(workload, params, Ratios.OURS, "bytes")));
    }

    private static Aim atLeast(String row, double times, Function<Lookup, OptionalDouble> measure) {
        String wanted = times < 1000 ? Numbers.plain(times) + "×" : Numbers.times(times);
        return new Aim(row, "≥ " + wanted, times, true, Measure.of(measure), Numbers::times, figures -> "");
    }

    /** One operation takes at most so many times as long as another of ours. */
    static Aim growth(String row, double times, String workload, String params, String without) {
        return new Aim(
                row,
                "≤ " + Numbers.plain(times) + "× of none",
                times,
                false,
                Measure.of(figures -> divide(
                        figures.nanos(workload, params, Ratios.OURS), figures.nanos(workload, without, Ratios.OURS))),
                Numbers::times,
                figures -> others(figures, workload, params, 1));
    }

    /** One operation takes at most so many bytes; 0 is none at all. */
    static Aim bytes(String row, double bytes, String workload, String params) {
        return new Aim(
                row,
                (bytes == 0 ? "" : "≤ ") + Numbers.plain(bytes) + " B",
                Math.max(bytes, NO_BYTE),
                false,
                Measure.of(figures -> figures.count(workload, params, Ratios.OURS, "bytes")),
                (value, decimals) -> Numbers.amount(value, decimals) + " B",
                figures -> otherBytes(figures, workload, params));
    }

    /** What became of it. */
    AimRow row(Lookup figures) {
        OptionalDouble value = measure.middle.apply(figures);
        OptionalDouble best = measure.best.apply(figures);
        OptionalDouble floor = measure.floor.apply(figures);
        return new AimRow(
                row,
                aim,
                value.isPresent() ? inWords(value.getAsDouble()) : "-",
                verdict(value, best),
                best.isPresent() ? inWords(best.getAsDouble()) : "",
                floor.isPresent() ? shown.of(floor.getAsDouble(), 0) : "",
                others.apply(figures));
    }

    private AimRow.Verdict verdict(OptionalDouble value, OptionalDouble best) {
        if (value.isEmpty()) {
            return AimRow.Verdict.NOT_MEASURED;
        }
        if (isReached(value.getAsDouble())) {
            return AimRow.Verdict.REACHED;
        }
        return best.isPresent() && isReached(best.getAsDouble()) ? AimRow.Verdict.AT_BEST : AimRow.Verdict.MISSED;
    }

    private boolean isReached(double value) {
        return more ? value >= limit : value <= limit;
    }

    /** With so many decimals that what has missed the aim does not look like it. */
    private String inWords(double value) {
        boolean reached = isReached(value);
        int decimals = 0;
        while (!reached && decimals < MOST_DECIMALS && shown.of(value, decimals).equals(shown.of(limit, decimals))) {
            decimals++;
        }
        return shown.of(value, decimals);
    }

    private static OptionalDouble divide(OptionalDouble above, OptionalDouble below) {
        return above.isPresent() && below.isPresent() && below.getAsDouble() > 0
                ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
                : OptionalDouble.empty();
    }

    private static String others(Lookup figures, String workload, String params, int parts) {
        return figures.means(workload, params).stream()
                .filter(result -> !Ratios.isOurs(result.peer()))
                .map(result -> result.peer() + " " + Numbers.time(result.nanos() / parts))
                .collect(Collectors.joining(" · "));
    }

    private static String otherBytes(Lookup figures, String workload, String params) {
        return figures.counts(workload, params, "bytes").stream()
                .filter(count -> !Ratios.isOurs(count.peer()))
                .map(count -> count.peer() + " " + Numbers.amount(count.perOperation()) + " B")
                .collect(Collectors.joining(" · "));
    }
}
