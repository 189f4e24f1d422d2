package org.mainspring.bench.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.mainspring.bench.machine.Cores;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.result.Absent;

/**
 * Measures latencies, and prints them.
 *
 * <ul>
 *   <li>Question: how long do a wake-up, a trip to another loop, to a worker and over a channel take, and how late are
 *       timers; as percentiles, with every thread on the processor that it was given? What comes at fixed times ({@code rate=}, and a
 *       channel in a flood) counts from when it was meant to begin. The rest is a closed load: each waits for the one before and
 *       counts from when it did begin, and a timer from when it was due, so a stall is one figure and not all that it held up.
 *   <li>Command: {@code java -cp bench/target/benchmarks.jar org.mainspring.bench.latency.LatencyMain --quick}; with
 *       {@code --full}, {@code --workloads=W5,W7}, {@code --peers=mainspring,netty-epoll}, {@code --placements=two-cores},
 *       {@code --millis=500}, {@code --rounds=5} as one likes.
 *   <li>One operation: what the experiment says.
 *   <li>A bad number, of medians on one core: a wake-up (W5) of more than 12 us without a channel, of more than 15 us with
 *       one; a ping-pong (W6) of more than 18 us; an echo (W7, W8) of more than 20 us, of two loops 30, however many are quiet; a task
 *       (W9) by way of a pool of more than 18 us; a timer of a millisecond more than 150 us late; in a flood, a timer or channel later than the
 *       batch takes, by more than the machine makes a thread late that only sleeps. On two cores the halt of a processor
 *       comes on top, 6 to 30 us for each wake-up. And a median more than twice that of a peer in the same run.
 * </ul>
 *
 * <p>Standard output has lines for programs (see {@code FigureLines}), standard error a table for people.
 */
public final class LatencyMain {
    private final Selection selection;
    private final Printer printer = new Printer(System.out, System.err);

    private LatencyMain(Selection selection) {
        this.selection = selection;
    }

    private record Step(Experiment experiment, Placement placement) {}

    /**
     * Runs.
     *
     * @param arguments see {@link Selection#USAGE}
     */
    public static void main(String... arguments) {
        try {
            new LatencyMain(Selection.parse(arguments)).run();
        } catch (IllegalArgumentException misunderstood) {
            System.err.println(misunderstood.getMessage());
            System.err.println(Selection.USAGE);
            System.exit(2);
        }
    }

    private void run() {
        List<Placement> placements = placements();
        List<Step> steps = steps(placements);
        new WarmUp(selection, placements.get(0)).run(workloads(steps));
        Rounds rounds = new Rounds(selection, printer::absent);
        for (int i = 0; i < steps.size(); i++) {
            run(steps.get(i), rounds, i + 1, steps.size());
        }
    }

    private static List<String> workloads(List<Step> steps) {
        return steps.stream().map(step -> step.experiment.workload()).distinct().toList();
    }

    private void run(Step step, Rounds rounds, int number, int of) {
        printer.next(number, of, step.experiment, step.placement);
        List<String> peers =
                step.experiment.peers().stream().filter(this::isWantedAndThere).toList();
        Optional<String> floor = step.experiment.floor(step.placement);
        List<String> all = Stream.concat(
                        peers.stream(), floor.stream().filter(ignored -> peers.contains(Peers.MAINSPRING_SPIN)))
                .toList();
        Map<String, Histogram> measured = rounds.run(step.experiment, step.placement, all);
        floor.map(measured::remove).ifPresent(nanos -> printer.floor(step.placement, floor.get(), nanos));
        measured.forEach((peer, nanos) -> printer.measured(step.experiment, step.placement, peer, nanos));
    }

    private boolean isWantedAndThere(String peer) {
        if (!selection.wantsPeer(peer)) {
            return false;
        }
        String why = Peers.whyAbsent(peer);
        if (!why.isEmpty()) {
            printer.absent(new Absent(peer, why));
        }
        return why.isEmpty();
    }

    private List<Placement> placements() {
        List<Integer> allowed = Cores.allowed();
        String why = Cores.whyNotPinned();
        if (!why.isEmpty()) {
            allowed = List.of();
            printer.absent(new Absent("pinning", why));
        } else if (allowed.size() == 1) {
            printer.absent(new Absent("placement " + Placement.TWO_CORES, "only one processor may be used"));
        }
        return Placement.of(allowed);
    }

    private List<Step> steps(List<Placement> placements) {
        List<Step> steps = new ArrayList<>();
        for (Experiment experiment : selection.isFull() ? Catalogue.full() : Catalogue.quick()) {
            if (selection.wantsWorkload(experiment.workload()) && isPossible(experiment)) {
                placements.stream()
                        .filter(placement -> placements.size() == 1 || experiment.suits(placement))
                        .filter(selection::wantsPlacement)
                        .forEach(placement -> steps.add(new Step(experiment, placement)));
            }
        }
        return steps;
    }

    private boolean isPossible(Experiment experiment) {
        String why = experiment.whyAbsent();
        if (!why.isEmpty()) {
            printer.absent(new Absent(experiment.workload() + " " + experiment.params(), why));
        }
        return why.isEmpty();
    }
}
