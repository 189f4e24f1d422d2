package org.mainspring.bench.latency;

import java.util.List;
import org.mainspring.bench.circuit.Circuit;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;

/**
 * How late are posts that come at fixed times, whatever the loop does: one way, from when each was meant.
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
