package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plot of bars for each workload, operation and placement: how many times as long the peers take, of percentiles the median. */
final class RatioPlots {
    private static final int ROOM = 50;

    private static final List<String> APART = List.of("op", "placement");

    /** Which way of ours it is. */
    private static final String OURS = "ours";

    private RatioPlots() {}

    static List<Plot> of(List<Ratio> ratios) {
        Map<String, List<Ratio>> workloads = new LinkedHashMap<>();
        for (Ratio ratio : ratios) {
            if (Params.isMedianOrMean(ratio.params()) && (ratio.isOfLikes() || spins(ratio.params()))) {
                workloads
                        .computeIfAbsent(heading(ratio), none -> new ArrayList<>())
                        .add(ratio);
            }
        }
        List<Plot> plots = new ArrayList<>();
        workloads.forEach((heading, rows) -> plots.add(plot(heading, rows)));
        return plots;
    }

    /** What all bars of a plot have in common. */
    private static String heading(Ratio ratio) {
        return Stream.concat(
                        Stream.of(ratio.workload()),
                        Stream.concat(
                                        APART.stream().map(key -> Params.value(ratio.params(), key)),
                                        Stream.of(spins(ratio.params()) ? "" : Params.value(ratio.params(), OURS)))
                                .filter(value -> !value.isEmpty()))
                .collect(Collectors.joining(" · "));
    }

    /** Other ways to do the same with ours stand in the tables, but to spin is no other way: it is another price. */
    private static boolean spins(String params) {
        return Params.value(params, OURS).startsWith("spin");
    }

    private static Plot plot(String heading, List<Ratio> ratios) {
        double[] values = new double[ratios.size() + 1];
        List<Bar> bars = new ArrayList<>();
        for (Ratio ratio : ratios) {
            values[bars.size()] = ratio.ratio();
            bars.add(bar(ratio));
        }
        values[bars.size()] = 1; // where every bar begins
        Axis axis = new LogAxis(values, 1.15, Numbers::label);
        return Plot.named("ratios " + heading, new BarPlot(heading, axis, 1).draw(bars));
    }

    private static Bar bar(Ratio ratio) {
        return new Bar(
                group(ratio.params()),
                ratio.peer(),
                ratio.ratio(),
                Numbers.times(ratio.ratio()),
                "ours " + Numbers.time(ratio.oursNanos()) + ", " + ratio.peer() + " " + Numbers.time(ratio.peerNanos()),
                ratio.ratio() >= 1 ? "better" : "worse");
    }

    private static String group(String params) {
        boolean mean = Params.value(params, "p").isEmpty();
        String rest = Params.without(params, "p");
        for (String key : APART) {
            rest = Params.without(rest, key);
        }
        rest = spins(params) ? rest : Params.without(rest, OURS);
        return Params.words(rest, ROOM) + (mean ? "" : ", median");
    }
}
