package org.mainspring.bench.result;

/**
 * The mean time of one operation.
 *
 * @param workload which of the workloads, as {@code W1 idle dispatch}
 * @param params {@code key=value}, more of them apart by a blank or {@code ;}, or nothing
 * @param peer who did it, as {@code mainspring} or {@code netty-nio}
 * @param nanos nanoseconds per operation
 */
public record Result(String workload, String params, String peer, double nanos) {
    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if one has a comma, a {@code |} or a line break, or {@code nanos < 0}
     */
    public Result {
        Fields.name("workload", workload);
        Fields.text("params", params);
        Fields.name("peer", peer);
        Fields.measured("nanos", nanos);
    }
}
