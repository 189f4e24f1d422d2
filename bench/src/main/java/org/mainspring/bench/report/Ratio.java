package org.mainspring.bench.report;

import java.util.List;

/**
 * Ours and one peer, doing the same.
 *
 * @param workload which of the workloads
 * @param params what the two had in common
 * @param ours what one operation costs us
 * @param theirs what one operation costs the peer
 */
public record Ratio(String workload, String params, Timing ours, Timing theirs) {
    /** Of one fork nobody knows how far the next would be from it: so much is taken for noise. */
    private static final double NOISE = 1.2;

    /** Who of the two is faster, as far as the forks tell. */
    enum Standing {
        FASTER,
        EVEN,
        SLOWER
    }

    /** What one operation costs us. */
    double oursNanos() {
        return ours.nanos();
    }

    /** Who else did it. */
    String peer() {
        return theirs.peer();
    }

    /** What one operation costs the peer. */
    double peerNanos() {
        return theirs.nanos();
    }

    /** The peer's time over ours: above 1 we are the faster. */
    public double ratio() {
        return theirs.nanos() / ours.nanos();
    }

    /** What is even among these: by their forks, if they have several. */
    static String evenInWords(List<Ratio> ratios) {
        boolean areSome = ratios.stream().anyMatch(Ratio::hasForks);
        boolean areAll = ratios.stream().allMatch(Ratio::hasForks);
        String few = areSome
                ? ", or with a single fork less than a fifth apart"
                : "less than a fifth apart, of a single fork each";
        return "even: " + (areSome ? "the forks of one lie among those of the other" : "") + (areAll ? "" : few);
    }

    private boolean hasForks() {
        return ours.forks() > 1 && theirs.forks() > 1;
    }

    /** Whether we are faster: every fork of ours than every one of the peer's. With a single fork, by more than noise. */
    Standing standing() {
        if (hasForks()) {
            return ours.isBelow(theirs) ? Standing.FASTER : theirs.isBelow(ours) ? Standing.SLOWER : Standing.EVEN;
        }
        return ratio() >= NOISE ? Standing.FASTER : ratio() <= 1 / NOISE ? Standing.SLOWER : Standing.EVEN;
    }
}
