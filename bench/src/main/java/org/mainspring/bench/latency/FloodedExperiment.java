package org.mainspring.bench.latency;

import org.mainspring.bench.result.Workloads;

/** How late something urgent is on a loop that the poster, on a processor of its own, floods meanwhile. */
interface FloodedExperiment extends Experiment {
    String WORKLOAD = Workloads.FAIRNESS;

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
