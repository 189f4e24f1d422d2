package org.mainspring.bench.latency;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;
import org.mainspring.mainloop.time.Nanos;

/**
 * How late does a timeout fire on a loop that has nothing else to do? {@link Ticker} says what
 * load that is.
 *
 * @param intervalMicros how long the timeouts are
 */
record Lateness(int intervalMicros) implements Experiment {
    static final String WORKLOAD = "W2 timer lateness";

    @Override
    public String workload() {
        return WORKLOAD;
    }

    @Override
    public String params() {
        return "interval=" + intervalMicros + "us";
    }

    @Override
    public List<String> peers() {
        return Peers.sleepingLoops();
    }

    @Override
    public boolean suits(Placement placement) {
        return placement.isShared();
    }

    @Override
    public boolean tellsWorst() {
        return true;
    }

    @Override
    public Experiment hurried() {
        return new Lateness(1);
    }

    @Override
    public Trial open(String peer, Placement placement) throws Exception {
        LoopPeer loop = Peers.open(peer);
        placement.pinThere(loop);
        return new Ticking(loop);
    }

    private final class Ticking implements Trial {
        private final LoopPeer loop;

        Ticking(LoopPeer loop) {
            this.loop = loop;
        }

        @Override
        public void measure(long lengthNanos, SingleWriterRecorder recorder) throws InterruptedException {
            CountDownLatch over = new CountDownLatch(1);
            Ticker ticker = new Ticker(
                    loop::schedule,
                    intervalMicros * Nanos.PER_MICRO,
                    Waiting.now() + lengthNanos,
                    recorder,
                    over::countDown);
            loop.execute(ticker::set);
            over.await();
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
