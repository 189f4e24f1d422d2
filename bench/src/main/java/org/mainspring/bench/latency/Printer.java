package org.mainspring.bench.latency;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.FigureLines;
import org.mainspring.bench.result.Result;

/** Tells programs what was measured, on one stream, and people, on another. */
final class Printer {
    private static final double MICRO = 1_000.0;

    private final PrintStream lines;
    private final PrintStream people;
    private final Set<Absent> told = new HashSet<>();

    Printer(PrintStream lines, PrintStream people) {
        this.lines = lines;
        this.people = people;
    }

    /** What was not measured; told once. */
    void absent(Absent absent) {
        if (told.add(absent)) {
            lines.println(FigureLines.print(absent));
        }
    }

    /** What comes next. */
    void next(int number, int of, Experiment experiment, Placement placement) {
        people.printf(Locale.ROOT, "[%d/%d] %s %s%n", number, of, experiment.workload(), params(experiment, placement));
    }

    /** The latencies of a peer. */
    void measured(Experiment experiment, Placement placement, String peer, Histogram nanos) {
        String params = params(experiment, placement);
        Map<String, Long> percentiles = Percentiles.of(nanos, experiment.tellsWorst());
        percentiles.forEach((percentile, value) -> lines.println(
                FigureLines.print(new Result(experiment.workload(), params + ";p=" + percentile, peer, value))));
        lines.println(FigureLines.print(new Distribution(experiment.workload(), params, peer, nanos)));
        people.println(row(peer, nanos, percentiles));
    }

    /** The latencies of the peer that shows what the machine takes at least. */
    void floor(Placement placement, String peer, Histogram nanos) {
        String params = "what=" + peer + ";placement=" + placement.name() + ";in=java";
        Map<String, Long> percentiles = Percentiles.of(nanos, false);
        percentiles.forEach((percentile, value) ->
                lines.println(FigureLines.print(Result.ofFloor(params + ";p=" + percentile, value))));
        people.println(row(peer, nanos, percentiles));
    }

    private static String params(Experiment experiment, Placement placement) {
        return "placement=" + placement.name() + ";" + experiment.params();
    }

    private static String row(String peer, Histogram nanos, Map<String, Long> percentiles) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-26s", peer));
        percentiles.forEach((percentile, value) ->
                row.append(String.format(Locale.ROOT, "  p%-4s %9.2f", percentile, value / MICRO)));
        return row.append(String.format(Locale.ROOT, "  us, of %d", nanos.getTotalCount()))
                .toString();
    }
}
