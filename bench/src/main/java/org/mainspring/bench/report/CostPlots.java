package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mainspring.bench.result.Figures;

/**
 * A plot for each operation that was measured beside several numbers of something: its cost against that number. Without a line of
 * ours there is none, as after a quick run, which measures some beside one number only.
 */
final class CostPlots {
    /** The parameters that are such a number. */
    private static final Set<String> NUMBERS =
            Set.of("armed", "attached", "idles", "quiet", "posters", "producers", "outstanding", "sources", "burst");

    /** So many numbers make a line that is worth a plot. */
    private static final int ENOUGH = 3;

    /** So many make a line. */
    private static final int LINE = 2;

    private static final int ROOM = 58;

    private CostPlots() {}

    /** What a plot shows: everything but the number. */
    private record Subject(String workload, String rest, String number) {}

    static List<Plot> of(Figures figures) {
        Map<Subject, Map<String, Map<Double, Double>>> subjects = new LinkedHashMap<>();
        for (Timing result : Timings.of(figures)) {
            for (Map.Entry<String, String> param : Params.of(result.params()).entrySet()) {
                if (Params.isMedianOrMean(result.params()) && isNumber(param)) {
                    add(result, param, subjects);
                }
            }
        }
        List<Plot> plots = new ArrayList<>();
        subjects.entrySet().stream()
                .filter(subject -> isWorthIt(subject.getValue()))
                .sorted(Comparator.comparing(subject -> subject.getKey().toString(), NaturalOrder.COMPARATOR))
                .forEach(subject -> plots.add(plot(subject.getKey(), subject.getValue())));
        return plots;
    }

    private static boolean isWorthIt(Map<String, Map<Double, Double>> peers) {
        return peers.values().stream().anyMatch(line -> line.size() >= ENOUGH)
                && peers.entrySet().stream()
                        .anyMatch(peer ->
                                Ratios.isOurs(peer.getKey()) && peer.getValue().size() >= LINE);
    }

    private static boolean isNumber(Map.Entry<String, String> param) {
        return NUMBERS.contains(param.getKey()) && param.getValue().matches("\\d+");
    }

    private static void add(
            Timing result, Map.Entry<String, String> param, Map<Subject, Map<String, Map<Double, Double>>> subjects) {
        Subject subject =
                new Subject(result.workload(), Params.without(result.params(), param.getKey()), param.getKey());
        subjects.computeIfAbsent(
                        subject,
                        none -> new TreeMap<>(
                                Comparator.comparing(Palette::order).thenComparing(Comparator.naturalOrder())))
                .computeIfAbsent(result.peer(), none -> new TreeMap<>())
                .put(Double.parseDouble(param.getValue()), result.nanos());
    }

    private static Plot plot(Subject subject, Map<String, Map<Double, Double>> peers) {
        List<Series> all = new ArrayList<>();
        peers.forEach((peer, line) -> all.add(new Series(peer, points(line), true)));
        double[] numbers = all.stream()
                .flatMap(series -> series.points().stream())
                .mapToDouble(Series.Point::x)
                .toArray();
        double[] nanos = all.stream()
                .flatMap(series -> series.points().stream())
                .mapToDouble(Series.Point::y)
                .toArray();
        LinePlot plot = new LinePlot(
                subject.workload(),
                Params.words(subject.rest(), ROOM),
                subject.number(),
                new LogAxis(numbers, 1.05, Numbers::label),
                new LogAxis(nanos, 1.3, Numbers::timeLabel),
                x -> Numbers.label(x) + " " + subject.number());
        String title = "cost " + subject.workload() + " " + subject.rest() + " " + subject.number();
        return Plot.named(title, plot.draw(all));
    }

    private static List<Series.Point> points(Map<Double, Double> line) {
        List<Series.Point> points = new ArrayList<>();
        line.forEach((x, y) -> points.add(new Series.Point(x, y)));
        return points;
    }
}
