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
    private static final int TURNS = 3;
    private static final Load SPUN = Load.perSecond(200_000);

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
        return placement.isApart() && Peers.isMetAwake(load.periodNanos())
                ? Optional.of(Peers.BARE_QUEUE)
                : Optional.empty();
    }

    /** Where a loop spins, what it takes goes by the second: a line of memory from the other processor 4 ns or 280, as the host likes. */
    @Override
    public int turns(Placement placement) {
        return floor(placement).isPresent() ? TURNS : 1;
    }

    /**
     * Where a loop spins, many in little time: HotSpot compiles the way out of a spin, and from there to the message, for good
     * after some ten thousand. It was measured as C1 leaves it while the warm-up had fewer.
     */
    @Override
    public Experiment hurried() {
        return new Passing(Peers.isMetAwake(load.periodNanos()) ? SPUN : load.hurried());
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
