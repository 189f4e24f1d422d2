package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.Figures;

/** A plot for each operation of ours whose times were recorded one by one: how long at each percentile. */
final class PercentilePlots {
    private static final int MOST_NINES = 5;

    private static final int STEPS_PER_NINE = 12;

    private static final int ROOM = 58;

    private PercentilePlots() {}

    static List<Plot> of(Figures figures) {
        Map<String, List<Series>> operations = new TreeMap<>(NaturalOrder.COMPARATOR);
        for (Distribution distribution : Timings.pooled(figures)) {
            series(operations, distribution.workload(), distribution.params())
                    .add(new Series(distribution.peer(), curve(distribution.nanos()), false));
        }
        addSinglePercentiles(figures, operations);
        List<Plot> plots = new ArrayList<>();
        operations.forEach((operation, all) -> {
            if (all.stream().anyMatch(series -> Ratios.isOurs(series.peer()))) {
                plots.add(plot(operation, all));
            }
        });
        return plots;
    }

    private static List<Series> series(Map<String, List<Series>> operations, String workload, String params) {
        return operations.computeIfAbsent(workload + "|" + params, none -> new ArrayList<>());
    }

    /** Programs in C tell only some percentiles, as mean times with {@code p=} among the parameters. */
    private static void addSinglePercentiles(Figures figures, Map<String, List<Series>> operations) {
        Map<String, List<Series.Point>> lines = new TreeMap<>();
        for (Timing result : Timings.of(figures)) {
            String percentile = Params.value(result.params(), "p");
            String operation = result.workload() + "|" + Params.without(result.params(), "p");
            if (!percentile.isEmpty() && lacks(operations.get(operation), result.peer())) {
                lines.computeIfAbsent(operation + "|" + result.peer(), none -> new ArrayList<>())
                        .add(new Series.Point(Double.parseDouble(percentile), result.nanos()));
            }
        }
        lines.forEach((key, points) -> {
            int peer = key.lastIndexOf('|');
            points.sort(Comparator.comparingDouble(Series.Point::x));
            operations.get(key.substring(0, peer)).add(new Series(key.substring(peer + 1), points, true));
        });
    }

    /** Whether a plot is there, and has no line of that peer. */
    private static boolean lacks(@Nullable List<Series> plot, String peer) {
        return plot != null && plot.stream().noneMatch(series -> series.peer().equals(peer));
    }

    private static List<Series.Point> curve(Histogram nanos) {
        List<Series.Point> points = new ArrayList<>();
        double most = Math.min(MOST_NINES, Math.log10((double) nanos.getTotalCount()));
        for (int i = 0; i <= most * STEPS_PER_NINE; i++) {
            double percentile = 100 - 100 / Math.pow(10, (double) i / STEPS_PER_NINE);
            points.add(new Series.Point(percentile, nanos.getValueAtPercentile(percentile)));
        }
        return points;
    }

    private static Plot plot(String operation, List<Series> all) {
        String[] parts = operation.split("\\|", 2);
        all.sort(Comparator.comparing((Series series) -> Palette.order(series.peer()))
                .thenComparing(Series::peer));
        double[] nanos = all.stream()
                .flatMap(series -> series.points().stream())
                .mapToDouble(Series.Point::y)
                .toArray();
        double top = all.stream()
                .flatMap(series -> series.points().stream())
                .mapToDouble(Series.Point::x)
                .max()
                .orElse(0);
        int nines = (int) Math.max(2, Math.min(MOST_NINES, Math.ceil(Math.log10(100 / (100 - top)) - 1e-9)));
        LinePlot plot = new LinePlot(
                parts[0],
                Params.words(parts[1], ROOM),
                "of all operations took at most so long",
                new PercentileAxis(nines),
                new LogAxis(nanos, 1.3, Numbers::timeLabel),
                x -> Numbers.plain(x) + "%");
        return Plot.named("percentiles " + operation, plot.draw(all));
    }
}
