package org.mainspring.bench.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.Figures;

/** Finds figures by what they are of. Parameters are the same in whatever order they stand. */
final class Lookup {
    private final List<Timing> means;
    private final List<Count> counts;

    /** In all that was measured. */
    Lookup(Figures figures) {
        this.means = Timings.of(figures);
        this.counts = Counts.of(figures);
    }

    /** What one operation took. */
    OptionalDouble nanos(String workload, String params, String peer) {
        return of(workload, params, peer, Timing::nanos);
    }

    /** What one operation took in the fastest iteration, or the fastest fork. */
    OptionalDouble bestNanos(String workload, String params, String peer) {
        return of(workload, params, peer, Timing::bestNanos);
    }

    private OptionalDouble of(String workload, String params, String peer, ToDoubleFunction<Timing> what) {
        return means(workload, params).stream()
                .filter(result -> result.peer().equals(peer))
                .mapToDouble(what)
                .findFirst();
    }

    /** How much of something one operation took. */
    OptionalDouble count(String workload, String params, String peer, String what) {
        return counts.stream()
                .filter(count -> count.workload().equals(workload) && same(count.params(), params))
                .filter(count -> count.peer().equals(peer) && count.what().equals(what))
                .mapToDouble(Count::perOperation)
                .findFirst();
    }

    /** Who did the same operation, and how long it took them. */
    List<Timing> means(String workload, String params) {
        return filter(means, result -> result.workload().equals(workload) && same(result.params(), params));
    }

    /** What was counted of the same operation. */
    List<Count> counts(String workload, String params, String what) {
        return filter(
                counts,
                count -> count.workload().equals(workload)
                        && same(count.params(), params)
                        && count.what().equals(what));
    }

    private static boolean same(String left, String right) {
        return Params.key(left).equals(Params.key(right));
    }

    private static <T> List<T> filter(List<T> all, Predicate<T> wanted) {
        return all.stream().filter(wanted).toList();
    }
}
