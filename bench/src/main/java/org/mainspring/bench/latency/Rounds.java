package org.mainspring.bench.latency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.bench.jvm.CompilerRest;
import org.mainspring.bench.result.Absent;

/**
 * Puts a question to each peer in turn, and that several times: what drifts while this goes on, all peers feel alike.
 *
 * <p>A peer is opened anew each time. The first round is not counted: it is in haste, and lasts until the compiler rests. Nor is the
 * first part of each trial.
 */
final class Rounds {
    private static final long WARM_UP_SHARE = 4;

    private final Selection selection;
    private final Consumer<Absent> absences;
    private final CompilerRest compilerRest = new CompilerRest();

    Rounds(Selection selection, Consumer<Absent> absences) {
        this.selection = selection;
        this.absences = absences;
    }

    /** The latencies of each peer, in the order of the peers; without those that failed, of which it is told. */
    Map<String, Histogram> run(Experiment experiment, Placement placement, List<String> peers) {
        placement.pinHere();
        List<String> running = new ArrayList<>(peers);
        Map<String, Histogram> sums = new LinkedHashMap<>();
        for (int round = 0; round <= selection.rounds() * experiment.turns(placement); round++) {
            for (String peer : List.copyOf(running)) {
                try {
                    if (round == 0) {
                        warmUp(experiment, placement, peer);
                        sums.put(peer, Histograms.histogram());
                    } else {
                        sums.get(peer).add(measure(experiment, placement, peer));
                    }
                } catch (Exception failed) {
                    running.remove(peer);
                    sums.remove(peer);
                    absences.accept(absent(experiment, placement, peer, failed));
                }
            }
        }
        return sums;
    }

    private void warmUp(Experiment experiment, Placement placement, String peer) throws Exception {
        try (Trial trial = experiment.hurried().open(peer, placement)) {
            compilerRest.await(lengthNanos -> trial.measure(lengthNanos, Histograms.recorder()));
        }
    }

    private Histogram measure(Experiment experiment, Placement placement, String peer) throws Exception {
        SingleWriterRecorder recorder = Histograms.recorder();
        try (Trial trial = experiment.open(peer, placement)) {
            trial.measure(selection.lengthNanos() / WARM_UP_SHARE, Histograms.recorder());
            trial.measure(selection.lengthNanos(), recorder);
        }
        return recorder.getIntervalHistogram();
    }

    private static Absent absent(Experiment experiment, Placement placement, String peer, Exception failed) {
        String what = experiment.workload() + " " + experiment.params() + " " + placement.name() + " " + peer;
        return new Absent(what, failed.toString().replaceAll("[|\\r\\n]", " "));
    }
}
