package org.mainspring.bench.latency;

/** How late something urgent is on a loop that the poster, on a processor of its own, floods meanwhile. */
interface FloodedExperiment extends Experiment {
    String WORKLOAD = "fairness";

    @Override
    default String workload() {
        return WORKLOAD;
    }

    @Override
    default boolean suits(Placement placement) {
        return placement.isApart();
    }

    @Override
    default boolean tellsWorst() {
        return true;
    }
}
