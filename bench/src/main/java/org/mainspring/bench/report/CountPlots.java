package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mainspring.bench.result.Count;

/** A plot of bars for each thing that was counted in a workload. */
final class CountPlots {
    private static final int ROOM = 58;

    private CountPlots() {}

    static List<Plot> of(List<Count> all) {
        Map<String, List<Count>> counted = new TreeMap<>(NaturalOrder.COMPARATOR);
        for (Count count : all) {
            counted.computeIfAbsent(count.workload() + ": " + count.what(), none -> new ArrayList<>())
                    .add(count);
        }
        List<Plot> plots = new ArrayList<>();
        counted.forEach((heading, counts) -> plots.add(plot(heading, counts)));
        return plots;
    }

    private static Plot plot(String heading, List<Count> counts) {
        List<Count> sorted = new ArrayList<>(counts);
        sorted.sort((a, b) -> {
            int params = NaturalOrder.COMPARATOR.compare(a.params(), b.params());
            return params != 0 ? params : Integer.compare(Palette.order(a.peer()), Palette.order(b.peer()));
        });
        double most = counts.stream().mapToDouble(Count::perOperation).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        sorted.forEach(count -> bars.add(bar(count)));
        return Plot.named("counts " + heading, new BarPlot(heading, new LinearAxis(most), 0).draw(bars));
    }

    private static Bar bar(Count count) {
        return new Bar(
                Params.words(count.params(), ROOM),
                count.peer(),
                count.perOperation(),
                Numbers.amount(count.perOperation()),
                count.peer() + ": " + Numbers.plain(count.perOperation()) + " " + count.what(),
                Ratios.isOurs(count.peer()) ? "ours" : "theirs");
    }
}
