package org.mainspring.bench.latency;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.mainloop.time.Nanos;

/**
 * How late does a timer fire, more urgent than the rest where there are priorities, while another thread floods the loop?
 *
 * @param intervalMicros how long the timeouts are
 */
record FloodedTimer(int intervalMicros) implements Experiment {
    static final String WORKLOAD = "fairness";

    @Override
    public String workload() {
        return WORKLOAD;
    }

    @Override
    public String params() {
        return "delayed=timer;interval=" + intervalMicros + "us";
    }

    @Override
    public List<String> peers() {
        return Flooded.all();
    }

    @Override
    public boolean suits(Placement placement) {
        return placement.isApart();
    }

    @Override
    public boolean tellsWorst() {
        return true;
    }

    @Override
    public Trial open(String peer, Placement placement) throws Exception {
        Flooded flooded = Flooded.open(peer);
        placement.pinThere(flooded.loop());
        return new Flooding(flooded);
    }

    private final class Flooding implements Trial {
        private final Flooded flooded;
        private final Flooder flooder;

        Flooding(Flooded flooded) {
            this.flooded = flooded;
            flooder = new Flooder(flooded.flood());
        }

        @Override
        public void measure(long lengthNanos, SingleWriterRecorder recorder) {
            CountDownLatch over = new CountDownLatch(1);
            long intervalNanos = intervalMicros * Nanos.PER_MICRO;
            Ticker ticker =
                    new Ticker(flooded.timer(), intervalNanos, Waiting.now() + lengthNanos, recorder, over::countDown);
            flooded.loop().execute(ticker::set);
            while (over.getCount() > 0) {
                flooder.offer();
            }
            flooder.drain();
        }

        @Override
        public void close() {
            flooded.close();
        }
    }
}
