package org.mainspring.bench.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Workloads;

/**
 * Something that the machine does without a loop, and how long that takes.
 *
 * @param what what it does, where, and in which language it was told to
 * @param takes how long, by percentile; a mean has none
 */
record MachineRow(String what, Map<String, Timing> takes) {
    /** What the rows say, for people. */
    static final String MEANING =
            "Everything that was measured of the machine itself, in Java and in C: among it what it takes to move a line of memory from"
                    + " one processor to the other (cache-line), to wake a thread (futex-wake, park-wake), and to write to a"
                    + " descriptor, wait for it and read it (epoll-round, select-round). A mean, or the median and what there is"
                    + " of the other percentiles.";

    private static final String MEAN = "";

    /** In this order, which puts what is the same in both languages together. */
    private static final Comparator<MachineRow> ORDER = Comparator.comparing(MachineRow::what, NaturalOrder.COMPARATOR);

    /** All that was measured. */
    static List<MachineRow> of(Figures figures) {
        Map<String, MachineRow> rows = new LinkedHashMap<>();
        for (Timing timing : Timings.of(figures)) {
            if (timing.workload().equals(Workloads.FLOOR)) {
                rows.computeIfAbsent(words(timing.params()), what -> new MachineRow(what, new LinkedHashMap<>()))
                        .takes
                        .put(Params.value(timing.params(), "p"), timing);
            }
        }
        return rows.values().stream().sorted(ORDER).toList();
    }

    private static String words(String params) {
        String rest = Params.without(Params.without(params, "p"), "what");
        return Params.value(params, "what") + " · " + Params.words(rest, Integer.MAX_VALUE);
    }

    /** The names of the columns of a table. */
    static String[] names() {
        return new String[] {"the machine itself", "takes", "p=90", "p=99", "p=99.9"};
    }

    /** As the cells of a table. */
    List<String> cells() {
        return List.of(what, takes(takes.containsKey(MEAN) ? MEAN : "50"), takes("90"), takes("99"), takes("99.9"));
    }

    private String takes(String percentile) {
        Timing timing = takes.get(percentile);
        return timing == null ? "" : Numbers.time(timing);
    }
}
