package org.mainspring.bench.latency;

import java.util.List;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.task.Workers;
import org.mainspring.mainloop.time.Nanos;

/**
 * Has every peer's code compiled before anything counts: a rare event alone, as a wake-up is, would for long be measured in
 * the interpreter, and the peer that comes first would pay for what all share.
 */
final class WarmUp {
    private static final long LENGTH_NANOS = 200 * Nanos.PER_MILLI;

    private static final List<Experiment> BUSY = List.of(
            new TwoLoops(Load.CLOSED, 1),
            new TwoLoops(Load.CLOSED, 64),
            new Wake(0, false, false),
            new Passing(Load.perSecond(10_000)),
            new Echo(Load.CLOSED, 1, 0),
            new Rally(1, 1, 0),
            new Tasks(Load.CLOSED, 1, Workers.POOL_1),
            new Lateness(1),
            new FloodedTimer(100, 10_000));

    private final Selection selection;
    private final Placement placement;

    /** With the placement in which most happens. */
    WarmUp(Selection selection, Placement placement) {
        this.selection = selection;
        this.placement = placement;
    }

    /** Warms up what is wanted. What fails here will fail again, and be told then. */
    void run(List<String> workloads) {
        placement.pinHere();
        for (Experiment experiment : BUSY) {
            if (workloads.contains(experiment.workload())) {
                experiment.peers().stream()
                        .filter(selection::wantsPeer)
                        .filter(Peers::isAvailable)
                        .forEach(peer -> run(experiment, peer));
            }
        }
    }

    private void run(Experiment experiment, String peer) {
        try (Trial trial = experiment.open(peer, placement)) {
            trial.measure(LENGTH_NANOS, Histograms.recorder());
        } catch (Exception failed) {
            System.err.println("warm-up of " + peer + ": " + failed);
        }
    }
}
