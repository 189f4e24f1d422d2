package org.mainspring.bench.counts;

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

    /** How much of a processor the loop takes, in percent. */
    double percent(LoopPeer loop) throws InterruptedException {
        if (timerNanos > 0) {
            loop.execute(() -> loop.schedule(new Again(loop, timerNanos), timerNanos));
        }
        Thread.sleep(SETTLE_MILLIS);
        ThreadShare before = ThreadShare.of(loop.thread());
        Thread.sleep(Math.max(LENGTH_MILLIS, timerNanos / NANOS_PER_MILLI)); // so that it fires once at least
        return ThreadShare.of(loop.thread()).percentSince(before);
    }

    /** Sets itself again, until the loop ends. */
    private record Again(LoopPeer loop, long delayNanos) implements Runnable {
        @Override
        public void run() {
            loop.schedule(this, delayNanos);
        }
    }
}
