package org.mainspring.bench.counts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.mainspring.bench.channel.ChannelLoop;
import org.mainspring.bench.channel.ChannelLoops;
import org.mainspring.bench.machine.ThreadSleeps;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.FigureLines;

/**
 * The program under strace: for each scenario, so many operations of one peer, and twice as many, between marks.
 *
 * <p>How often the loop slept it can tell itself, from what the kernel counts; it prints that of the flood.
 */
public final class TracedMain {
    /** With fewer a peer that sleeps at times would show no time. */
    private static final int WARM_UP = 2_000;

    private final String peer;
    private final int operations;

    private TracedMain(String peer, int operations) {
        this.peer = peer;
        this.operations = operations;
    }

    /**
     * Does them.
     *
     * @param args the name of the peer; how many operations; and {@code flood}, for that alone
     */
    public static void main(String[] args) {
        TracedMain traced = new TracedMain(args[0], Integer.parseInt(args[1]));
        if (args.length == 2) {
            traced.all();
        }
        traced.flood();
    }

    private void all() {
        run(Counted.WAKE, () -> PostScenario.wake(Peers.open(peer)));
        if (ChannelLoops.names().contains(peer)) {
            run(Counted.WAKE_CHANNEL, () -> PostScenario.wake(besideQuietChannel()));
            run(Counted.ECHO, () -> new EchoScenario(ChannelLoops.open(peer)));
        }
        run(Counted.ONCE, () -> new SelfPostScenario(Peers.open(peer)));
        if (peer.equals(Peers.MAINSPRING)) {
            run(Counted.IDLE, IdleScenario::new);
        }
    }

    /** Closing the loop alone leaves the channel to the end of this program. */
    private LoopPeer besideQuietChannel() {
        ChannelLoop channels = ChannelLoops.open(peer);
        try {
            channels.watchQuiet(1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return channels.loop();
    }

    private void flood() {
        double sleeps = run(Counted.FLOOD, () -> PostScenario.flood(Peers.open(peer)));
        System.out.println(FigureLines.print(
                new Count(Counted.FLOOD.workload(), Counted.FLOOD.params(), peer, "wake-ups", sleeps)));
    }

    /** Returns how often the loop slept, per operation. */
    private double run(Counted counted, Supplier<Scenario> opener) {
        try (Scenario scenario = opener.get()) {
            scenario.run(Math.min(WARM_UP, operations));
            marked(counted, scenario, operations);
            long before = ThreadSleeps.of(scenario.loopThread());
            marked(counted, scenario, 2 * operations);
            return (ThreadSleeps.of(scenario.loopThread()) - before) / (2.0 * operations);
        }
    }

    private static void marked(Counted counted, Scenario scenario, int operations) {
        Marks.begin(counted.scenario(), operations, scenario.loopThread());
        scenario.run(operations);
        Marks.end();
    }
}
