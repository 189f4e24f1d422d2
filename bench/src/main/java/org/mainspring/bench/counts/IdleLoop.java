package org.mainspring.bench.counts;

import java.util.concurrent.CountDownLatch;
import org.mainspring.bench.jvm.CompilerRest;
import org.mainspring.bench.peer.LoopPeer;

/**
 * A loop that has nothing to do, but for a timer that is set again and again.
 *
 * @param params as in a result
 * @param timerNanos how long the timer is; 0 for none
 */
record IdleLoop(String params, long timerNanos) {
    private static final long SETTLE_MILLIS = 200;
    private static final long LENGTH_MILLIS = 300;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long HURRIED_NANOS = 1_000;
    private static final int HURRIED_TIMERS = 2_000;

    /** How much of a processor the loop takes, in percent, once its code is compiled. */
    double percent(LoopPeer loop) throws Exception {
        new CompilerRest().await(ignored -> hurry(loop));
        if (timerNanos > 0) {
            new Again(loop, timerNanos, new CountDownLatch(Integer.MAX_VALUE)).start();
        }
        Thread.sleep(SETTLE_MILLIS);
        ThreadShare before = ThreadShare.of(loop.thread());
        Thread.sleep(Math.max(LENGTH_MILLIS, timerNanos / NANOS_PER_MILLI)); // so that it fires once at least
        return ThreadShare.of(loop.thread()).percentSince(before);
    }

    private static void hurry(LoopPeer loop) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(HURRIED_TIMERS);
        new Again(loop, HURRIED_NANOS, left).start();
        left.await();
    }

    /** Sets itself again until none is left, or the loop ends. */
    private record Again(LoopPeer loop, long delayNanos, CountDownLatch left) implements Runnable {
        void start() {
            loop.execute(this::set);
        }

        private void set() {
            loop.schedule(this, delayNanos);
        }

        @Override
        public void run() {
            left.countDown();
            if (left.getCount() > 0) {
                set();
            }
        }
    }
}
