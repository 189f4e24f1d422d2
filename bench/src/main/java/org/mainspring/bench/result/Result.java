package org.mainspring.bench.result;

/**
 * The mean time of one operation, in one fork.
 *
 * @param workload which of the workloads, as {@code W1 idle dispatch}
 * @param params {@code key=value}, more of them apart by a blank or {@code ;}, or nothing
 * @param peer who did it, as {@code mainspring} or {@code netty-nio}
 * @param nanos nanoseconds per operation
 * @param leastNanos the same of the fastest of its iterations; if they are not known one by one, of all
 */
public record Result(String workload, String params, String peer, double nanos, double leastNanos) {
    /** The peer of a figure that no loop has: what the machine can do at all. */
    public static final String MACHINE = "machine";

    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if one has a comma, a {@code |} or a line break, or {@code nanos < leastNanos}, or
     *     {@code leastNanos < 0}
     */
    public Result {
        Fields.name("workload", workload);
        Fields.text("params", params);
        Fields.name("peer", peer);
        Fields.measured("nanos", nanos);
        Fields.measured("leastNanos", leastNanos);
        if (nanos < leastNanos) {
            throw new IllegalArgumentException("nanos < leastNanos: " + nanos + " < " + leastNanos);
        }
    }

    /**
     * One whose iterations are not known.
     *
     * @throws IllegalArgumentException if a field has a comma, a {@code |} or a line break, or {@code nanos < 0}
     */
    public Result(String workload, String params, String peer, double nanos) {
        this(workload, params, peer, nanos, nanos);
    }

    /**
     * What the machine can do at all.
     *
     * @param params what it does, as {@code what=call;in=java}
     * @param nanos how long that takes
     * @return a new result of {@link Workloads#FLOOR}
     * @throws IllegalArgumentException as the constructor
     */
    public static Result ofFloor(String params, double nanos) {
        return new Result(Workloads.FLOOR, params, MACHINE, nanos);
    }
}
