package org.mainspring.bench.latency;

import java.util.List;
import java.util.Optional;

/** One question: a workload with its params, put to several peers. */
interface Experiment {
    /** Which of the workloads, as {@code W5 wake}. */
    String workload();

    /** Its params without the placement, each as {@code key=value}; apart by {@code ;}. */
    String params();

    /** The peers to which it can be put, ours first. */
    List<String> peers();

    /** Whether a placement makes sense for it. */
    boolean suits(Placement placement);

    /**
     * The same without the time between one and the next, for the compiler's sake: a rare event would be measured while its
     * code is half compiled, and the more code a peer has, the longer.
     */
    default Experiment hurried() {
        return this;
    }

    /** How many rounds it takes for each that is wanted: more if what it costs goes by the second. */
    default int turns(Placement placement) {
        return 1;
    }

    /** Whether the largest value is told as well as the percentiles. */
    default boolean tellsWorst() {
        return false;
    }

    /** Why it cannot be done on this machine; empty if it can. */
    default String whyAbsent() {
        return "";
    }

    /**
     * The peer that is put to the same question, in the same rounds, to see what the machine takes at least; a floor's
     * {@code what} has its name. Empty if that is measured elsewhere, or not known.
     */
    default Optional<String> floor(Placement placement) {
        return Optional.empty();
    }

    /**
     * Opens a peer. The caller is the poster, and in its place.
     *
     * @throws Exception if it cannot
     */
    Trial open(String peer, Placement placement) throws Exception;
}
