package org.mainspring.bench.latency;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.bench.channel.ChannelLoop;
import org.mainspring.bench.channel.ChannelLoops;
import org.mainspring.bench.machine.Pause;
import org.mainspring.bench.machine.ThreadState;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;
import org.mainspring.mainloop.time.Nanos;

/**
 * How long from a post until it runs, on a loop that is proven to be blocked: the kernel says so, and then a gap passes.
 *
 * <p>It is a closed load by its nature, since it waits for the sleep; {@link Passing} is the same with an open one, and
 * takes a loop that spins as well, which does not sleep as long as it does.
 *
 * <p>The poster waits as the floor's does and as GLib's in C: as {@link Pause} says, both for the sleep and for the run.
 *
 * @param gapMicros how long the loop sleeps on first
 * @param channel whether it watches a channel, on which nothing comes
 * @param roundTrip whether it lasts until the poster, which sleeps meanwhile, is awake again
 */
record Wake(int gapMicros, boolean channel, boolean roundTrip) implements Experiment {
    static final String WORKLOAD = "W5 wake";

    @Override
    public String workload() {
        return WORKLOAD;
    }

    @Override
    public String params() {
        return "gap=" + gapMicros + "us" + (channel ? ";channel=yes" : "") + (roundTrip ? ";way=round" : "");
    }

    @Override
    public List<String> peers() {
        return channel ? ChannelLoops.names() : Peers.sleepingLoops();
    }

    @Override
    public boolean suits(Placement placement) {
        return !placement.isFree();
    }

    @Override
    public Experiment hurried() {
        return new Wake(0, channel, roundTrip);
    }

    @Override
    public Trial open(String peer, Placement placement) throws Exception {
        if (!channel) {
            LoopPeer loop = Peers.open(peer);
            return place(loop, loop::close, placement);
        }
        ChannelLoop loop = ChannelLoops.open(peer);
        loop.watchQuiet(1);
        return place(loop.loop(), loop::close, placement);
    }

    private Trial place(LoopPeer loop, Runnable end, Placement placement) throws Exception {
        placement.pinThere(loop);
        return new Sleeper(loop, end, new ThreadState(loop.threadId()), placement.pause());
    }

    private final class Sleeper implements Trial {
        private final LoopPeer loop;
        private final Runnable end;
        private final ThreadState state;
        private final Pause pause;
        private final Thread poster = Thread.currentThread();
        private final Runnable run = roundTrip ? this::answer : this::arrive;
        private long ranNanos; // published by hasRun
        private volatile boolean hasRun;

        Sleeper(LoopPeer loop, Runnable end, ThreadState state, Pause pause) {
            this.loop = loop;
            this.end = end;
            this.state = state;
            this.pause = pause;
        }

        private void arrive() {
            ranNanos = Waiting.now();
            hasRun = true;
        }

        private void answer() {
            hasRun = true;
            LockSupport.unpark(poster);
        }

        @Override
        public void measure(long lengthNanos, SingleWriterRecorder recorder) {
            long endNanos = Waiting.now() + lengthNanos;
            while (Waiting.now() < endNanos) {
                state.awaitAsleep(pause);
                Waiting.spinUntil(Waiting.now() + gapMicros * Nanos.PER_MICRO);
                Histograms.record(recorder, wakeNanos());
            }
        }

        private long wakeNanos() {
            hasRun = false;
            long startNanos = Waiting.now();
            loop.execute(run);
            if (roundTrip) {
                awaitAnswer();
                return Waiting.now() - startNanos;
            }
            awaitArrival();
            return ranNanos - startNanos;
        }

        private void awaitAnswer() {
            while (!hasRun) {
                LockSupport.park(this);
            }
        }

        private void awaitArrival() {
            while (!hasRun) {
                pause.once();
            }
        }

        @Override
        public void close() throws IOException {
            state.close();
            end.run();
        }
    }
}
