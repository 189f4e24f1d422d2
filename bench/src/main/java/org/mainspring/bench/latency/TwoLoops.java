package org.mainspring.bench.latency;

import java.util.List;
import org.mainspring.bench.circuit.PingPong;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;

/**
 * How long from one loop to another and back. With the open load a trip begins with a post to the first loop, which is
 * a hop more.
 *
 * @param load how trips come
 * @param outstanding how many at once with the closed load
 */
record TwoLoops(Load load, int outstanding) implements Experiment {
    @Override
    public String workload() {
        return "W6 ping-pong";
    }

    @Override
    public String params() {
        return load.isClosed() ? "outstanding=" + outstanding : "way=in-out-in" + load.params();
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
    public Experiment hurried() {
        return new TwoLoops(load.hurried(), outstanding);
    }

    @Override
    public Trial open(String peer, Placement placement) throws Exception {
        LoopPeer here = Peers.open(peer);
        LoopPeer there = Peers.open(peer);
        placement.pinHere(here);
        placement.pinThere(there);
        return new CircuitTrial(new PingPong(here, there), load, outstanding);
    }
}
