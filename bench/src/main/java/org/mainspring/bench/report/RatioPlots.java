package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mainspring.bench.result.Workloads;

/** A plot of bars for each workload, operation and placement: how many times as long the peers take, of percentiles the median. */
final class RatioPlots {
    private static final int ROOM = 50;

    private static final List<String> APART = List.of("op", "placement");

    /** Which way of ours it is. */
    private static final String OURS = "ours";

    private RatioPlots() {}

    static List<Plot> of(List<Ratio> ratios) {
        Map<String, List<Ratio>> workloads = new LinkedHashMap<>();
        Set<Ratio> likes = new HashSet<>(Likes.of(ratios));
        for (Ratio ratio : Likes.withVariants(ratios)) {
            if (likes.contains(ratio) || (spins(ratio) && Params.isMedianOrMean(ratio.params()))) {
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
        return Stream.of(
                        Stream.of(ratio.workload()),
                        APART.stream().map(key -> Params.value(ratio.params(), key)),
                        Stream.of(isFlood(ratio) ? Likes.way(ratio) : ""))
                .flatMap(words -> words)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** Other ways to do the same with ours stand in the tables, but to spin is no other way: it is another price. */
    private static boolean spins(Ratio ratio) {
        return Likes.way(ratio).startsWith("spin");
    }

    /** In a flood nearly all stand beside the same other way of ours. */
    private static boolean isFlood(Ratio ratio) {
        return ratio.workload().equals(Workloads.FAIRNESS);
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
                group(ratio),
                label(ratio),
                ratio.ratio(),
                Numbers.times(ratio.ratio()),
                "ours " + Numbers.time(ratio.oursNanos()) + ", " + ratio.peer() + " " + Numbers.time(ratio.peerNanos()),
                ratio.ratio() >= 1 ? "better" : "worse");
    }

    private static String label(Ratio ratio) {
        String way = Likes.way(ratio);
        return way.isEmpty() || spins(ratio) || isFlood(ratio) ? ratio.peer() : ratio.peer() + ", " + OURS + "=" + way;
    }

    private static String group(Ratio ratio) {
        boolean mean = Params.value(ratio.params(), "p").isEmpty();
        String rest = Params.without(ratio.params(), "p");
        for (String key : APART) {
            rest = Params.without(rest, key);
        }
        rest = spins(ratio) ? rest : Params.without(rest, OURS);
        return Params.words(rest, ROOM) + (mean ? "" : ", median");
    }
}
