package org.mainspring.bench.latency;

import java.util.List;
import java.util.Optional;
import org.mainspring.bench.circuit.Circuit;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;

/**
 * How late are posts that come at fixed times, whatever the loop does: one way, from when each was meant.
 *
 * <p>A loop that spins meets them awake if the next comes before it has stopped: at 10 000 a second the wait of 100 us is
 * within its limit of 200, and once it has adapted it spins until the post is there; at 1 000 a second the wait is beyond
 * the limit, so it does not spin at all. On one processor it spins in the poster's way.
 *
 * @param load the open load
 */
record Passing(Load load) implements Experiment {
    @Override
    public String workload() {
        return Wake.WORKLOAD;
    }

    @Override
    public String params() {
        return "way=one" + load.params();
    }

    @Override
    public List<String> peers() {
        return Peers.loops();
    }

    @Override
    public boolean suits(Placement placement) {
        return !placement.isFree();
    }

    /** Of a loop that is met awake. On one processor a reader that never sleeps would stand in the poster's way. */
    @Override
    public Optional<String> floor(Placement placement) {
        return placement.isApart() && load.periodNanos() < Peers.SPIN_NANOS
                ? Optional.of(Peers.BARE_QUEUE)
                : Optional.empty();
    }

    @Override
    public Experiment hurried() {
        return new Passing(load.hurried());
    }

    @Override
    public Trial open(String peer, Placement placement) throws Exception {
        LoopPeer loop = Peers.open(peer);
        placement.pinThere(loop);
        return new CircuitTrial(new Straight(loop), load, 1);
    }

    /** Home at once. */
    private record Straight(LoopPeer origin) implements Circuit {
        @Override
        public void setOut(Runnable home) {
            home.run();
        }

        @Override
        public void close() {
            origin.close();
        }
    }
}
