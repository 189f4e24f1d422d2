package org.mainspring.bench.counts;

import java.util.concurrent.CountDownLatch;
import org.mainspring.bench.peer.LoopPeer;

/** A task that adds itself again on its loop, until none is left: an idle that runs once, each time. */
final class SelfPostScenario implements Scenario {
    private final LoopPeer loop;

    SelfPostScenario(LoopPeer loop) {
        this.loop = loop;
    }

    /** One run of it. */
    private static final class Again implements Runnable {
        final CountDownLatch done = new CountDownLatch(1);
        private final LoopPeer loop;
        private int left;

        Again(LoopPeer loop, int operations) {
            this.loop = loop;
            left = operations;
        }

        @Override
        public void run() {
            if (--left > 0) {
                loop.execute(this);
            } else {
                done.countDown();
            }
        }
    }

    @Override
    public void run(int operations) {
        Again again = new Again(loop, operations);
        loop.execute(again);
        while (again.done.getCount() > 0) {
            Thread.yield();
        }
    }

    @Override
    public long loopThread() {
        return loop.threadId();
    }

    @Override
    public void close() {
        loop.close();
    }
}
