package org.mainspring.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.mainspring.bench.result.Figures;

/**
 * How late somebody was at worst, of what tells that ({@code p=100}): timers alone, and what is urgent in a flood.
 *
 * @param workload which of the workloads
 * @param params of what, and beside what
 * @param peer who was late
 * @param median the median of all forks
 * @param tail the percentile of 99; empty if there were too few for it
 * @param worst the greatest of all forks
 */
record WorstRow(String workload, String params, String peer, OptionalDouble median, OptionalDouble tail, Timing worst) {
    /** What the rows say, for people. */
    static final String MEANING =
            "The greatest lateness of all forks (the more there are, the greater it is by chance), and in brackets of the luckiest and the unluckiest one; beside it the median and"
                    + " p=99, as far as so many operations tell it. It is that of the machine too: a thread that has lost its"
                    + " processor for a slice of the scheduler's is late by milliseconds, with all peers. Timers are a closed load:"
                    + " the next one is set when the last has fired.";

    private static final Comparator<WorstRow> ORDER = Comparator.comparing(WorstRow::workload, NaturalOrder.COMPARATOR)
            .thenComparing(WorstRow::params, NaturalOrder.COMPARATOR)
            .thenComparing(row -> Palette.order(row.peer))
            .thenComparing(WorstRow::peer);

    /** Those of all that tell it, ours first among those who did the same. */
    static List<WorstRow> of(Figures figures) {
        Lookup lookup = new Lookup(figures);
        return Timings.of(figures).stream()
                .filter(timing -> Params.isWorst(timing.params()))
                .map(worst -> of(worst, lookup))
                .sorted(ORDER)
                .toList();
    }

    private static WorstRow of(Timing worst, Lookup lookup) {
        return new WorstRow(
                worst.workload(),
                Params.without(worst.params(), "p"),
                worst.peer(),
                percentile("50", worst, lookup),
                percentile("99", worst, lookup),
                worst);
    }

    private static OptionalDouble percentile(String percentile, Timing worst, Lookup lookup) {
        return lookup.nanos(worst.workload(), Params.with(worst.params(), "p", percentile), worst.peer());
    }

    /** The names of the columns of a table. */
    static String[] names() {
        return new String[] {"workload", "params", "who", "p=50", "p=99", "at worst"};
    }

    /** As the cells of a table. */
    List<String> cells() {
        return List.of(
                workload,
                Params.words(params, Integer.MAX_VALUE),
                peer,
                inWords(median),
                inWords(tail),
                Numbers.time(worst));
    }

    private static String inWords(OptionalDouble nanos) {
        return nanos.isPresent() ? Numbers.time(nanos.getAsDouble()) : "-";
    }
}
