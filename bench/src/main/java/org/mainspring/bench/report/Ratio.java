package org.mainspring.bench.report;

/**
 * Ours and one peer, doing the same.
 *
 * @param workload which of the workloads
 * @param params what the two had in common
 * @param oursNanos what one operation costs us
 * @param peer who else did it
 * @param peerNanos what one operation costs the peer
 */
public record Ratio(String workload, String params, double oursNanos, String peer, double peerNanos) {
    /** The peer's time over ours: above 1 we are the faster. */
    public double ratio() {
        return peerNanos / oursNanos;
    }
}
