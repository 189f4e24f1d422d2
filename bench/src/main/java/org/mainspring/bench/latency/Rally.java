package org.mainspring.bench.latency;

import java.util.List;
import org.mainspring.bench.channel.ChannelLoop;
import org.mainspring.bench.channel.ChannelLoops;
import org.mainspring.bench.circuit.SocketRally;

/**
 * How long does a message take over a socket of the Unix domain, out and back, where loops watch both of its ends: one
 * loop for both, so that a lap is two dispatches of it, or two loops.
 *
 * @param loops 1 or 2
 * @param bytes the length of a message
 * @param quiet how many channels the loop of the near end watches beside
 */
record Rally(int loops, int bytes, int quiet) implements Experiment {
    @Override
    public String workload() {
        return Echo.workload(quiet);
    }

    @Override
    public String params() {
        return Echo.params(bytes, quiet) + ";loops=" + loops;
    }

    @Override
    public List<String> peers() {
        return ChannelLoops.names();
    }

    @Override
    public boolean suits(Placement placement) {
        return loops == 1 ? placement.isShared() : !placement.isFree();
    }

    @Override
    public String whyAbsent() {
        return OpenFiles.whyNot(quiet);
    }

    @Override
    public Trial open(String peer, Placement placement) throws Exception {
        ChannelLoop near = ChannelLoops.open(peer);
        ChannelLoop far = loops == 1 ? near : ChannelLoops.open(peer);
        placement.pinThere(far.loop());
        placement.pinHere(near.loop());
        near.watchQuiet(quiet);
        return new CircuitTrial(SocketRally.between(near, far, bytes), Load.CLOSED, 1);
    }
}
