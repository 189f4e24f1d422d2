package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.ToldPercentiles;

/**
 * The figures of all forks, put together. A figure that is there several times was measured in so many forks.
 *
 * <p>Parameters are the same in whatever order they stand, and not to be pinned is the same as to say nothing of it.
 */
final class Timings {
    private Timings() {}

    /**
     * The mean times, and of the distributions the percentiles of all forks together. A fork tells its own percentiles too,
     * like mean times: they stand only where its operations are not known one by one. The greatest ({@code p=100}) is that of
     * all forks in any case.
     */
    static List<Timing> of(Figures figures) {
        Map<List<Object>, Timing> all = new LinkedHashMap<>();
        operations(figures.results(), result -> key(result.workload(), result.params(), result.peer()))
                .forEach((operation, forks) -> all.put(operation, Timing.ofForks(forks)));
        for (List<Distribution> forks : forks(figures)) {
            Distribution pool = pool(forks);
            ToldPercentiles.of(pool.nanos().getTotalCount())
                    .mapToObj(percentile -> percentile(pool, forks, percentile))
                    .forEach(timing -> all.put(key(timing.workload(), timing.params(), timing.peer()), timing));
        }
        return new ArrayList<>(all.values());
    }

    /** The distributions, those of several forks as one; without those that are empty. */
    static List<Distribution> pooled(Figures figures) {
        return forks(figures).stream().map(Timings::pool).toList();
    }

    private static Collection<List<Distribution>> forks(Figures figures) {
        List<Distribution> full = figures.distributions().stream()
                .filter(fork -> fork.nanos().getTotalCount() > 0)
                .toList();
        return operations(full, fork -> key(fork.workload(), fork.params(), fork.peer()))
                .values();
    }

    private static Distribution pool(List<Distribution> forks) {
        Distribution first = forks.get(0);
        Histogram sum = new Histogram(first.nanos().getNumberOfSignificantValueDigits());
        forks.forEach(fork -> sum.add(fork.nanos()));
        return new Distribution(first.workload(), first.params(), first.peer(), sum);
    }

    private static Timing percentile(Distribution pool, List<Distribution> forks, double percentile) {
        double[] each = forks.stream()
                .mapToDouble(fork -> fork.nanos().getValueAtPercentile(percentile))
                .sorted()
                .toArray();
        return new Timing(
                pool.workload(),
                Params.with(pool.params(), "p", Numbers.plain(percentile)),
                pool.peer(),
                pool.nanos().getValueAtPercentile(percentile),
                each[0],
                each[each.length - 1],
                each[0],
                each.length);
    }

    private static <T> Map<List<Object>, List<T>> operations(List<T> all, Function<T, List<Object>> key) {
        Map<List<Object>, List<T>> operations = new LinkedHashMap<>();
        all.forEach(one -> operations
                .computeIfAbsent(key.apply(one), none -> new ArrayList<>())
                .add(one));
        return operations;
    }

    private static List<Object> key(String workload, String params, String peer) {
        return List.of(workload, Params.key(params), peer);
    }
}
