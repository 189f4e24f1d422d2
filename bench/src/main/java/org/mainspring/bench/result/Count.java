package org.mainspring.bench.result;

/**
 * How often something happened, or how much of it was used, per operation: system calls, wake-ups, bytes.
 *
 * @param workload which of the workloads, as {@code W5 wake latency}
 * @param params {@code key=value}, more of them apart by a blank or {@code ;}, or nothing
 * @param peer who did it, as {@code mainspring} or {@code netty-nio}
 * @param what what was counted, as {@code system calls} or {@code bytes}
 * @param perOperation the number per operation
 */
public record Count(String workload, String params, String peer, String what, double perOperation) {
    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if one has a comma, a {@code |} or a line break, or {@code perOperation < 0}
     */
    public Count {
        Fields.name("workload", workload);
        Fields.text("params", params);
        Fields.name("peer", peer);
        Fields.name("what", what);
        Fields.measured("perOperation", perOperation);
    }
}
