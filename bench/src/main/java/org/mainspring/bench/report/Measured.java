package org.mainspring.bench.report;

/**
 * What a figure is of.
 *
 * @param workload which of the workloads
 * @param params {@code key=value}, apart by {@code ;}
 * @param peer who did it
 */
public record Measured(String workload, String params, String peer) {
    @Override
    public String toString() {
        return (workload + " " + params + " " + peer).replace("  ", " ");
    }
}
