package org.mainspring.bench.latency;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.mainloop.time.Nanos;

/**
 * How late does a timer fire, more urgent than the rest where there are priorities, while another thread floods the loop?
 *
 * <p>An iteration of ours collects what is ready, and dispatches all of that before it looks at timers again: so GLib does
 * it, and code that is ported from it relies on that. What came into the batch is less urgent than the timer, but is
 * dispatched before it all the same. So with the flood as idles the timer is late by one batch at most, which is window
 * times what one idle costs, and not by the whole flood: ten times the window is ten times as late. Without the window
 * nothing would bound it, for us or others.
 *
 * @param intervalMicros how long the timeouts are
 * @param window how many tasks of the flood may wait on the loop at a time
 */
record FloodedTimer(int intervalMicros, int window) implements FloodedExperiment {
    private static final int HURRIED_MICROS = 50;

    @Override
    public String params() {
        return "delayed=timer;interval=" + intervalMicros + "us;window=" + window;
    }

    @Override
    public List<String> peers() {
        return Flooded.all();
    }

    @Override
    public Experiment hurried() {
        return new FloodedTimer(HURRIED_MICROS, window);
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
            flooder = new Flooder(flooded.flood(), window);
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
