package org.mainspring.bench.report;

import java.util.List;
import org.mainspring.bench.result.Result;

/**
 * What one operation took in several forks, each a process of its own.
 *
 * @param workload which of the workloads
 * @param params {@code key=value}, apart by {@code ;}
 * @param peer who did it
 * @param nanos nanoseconds: a percentile of the operations of all forks together, and so is the greatest ({@code p=100}); of a
 *     mean time, and of the other percentiles that the programs in C tell, that of the middle fork
 * @param leastNanos the same of the fastest fork alone
 * @param mostNanos the same of the slowest fork alone
 * @param bestNanos the same of the fastest iteration of any fork, as far as iterations are known one by one; else of the
 *     fastest fork
 * @param forks how many
 */
public record Timing(
        String workload,
        String params,
        String peer,
        double nanos,
        double leastNanos,
        double mostNanos,
        double bestNanos,
        int forks) {
    /** Of forks that did the same: the middle one, of two the mean; of their greatest the greatest. */
    static Timing ofForks(List<Result> forks) {
        double[] sorted = forks.stream().mapToDouble(Result::nanos).sorted().toArray();
        int last = sorted.length - 1;
        double best = forks.stream().mapToDouble(Result::leastNanos).min().orElseThrow();
        Result first = forks.get(0);
        return new Timing(
                first.workload(),
                first.params(),
                first.peer(),
                Params.isWorst(first.params()) ? sorted[last] : (sorted[last / 2] + sorted[(last + 1) / 2]) / 2,
                sorted[0],
                sorted[last],
                best,
                sorted.length);
    }

    /** Whether no fork of this was as slow as the fastest of the other. */
    boolean isBelow(Timing other) {
        return mostNanos < other.leastNanos;
    }
}
