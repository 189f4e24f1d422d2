package org.mainspring.bench.counts;

import java.util.concurrent.CountDownLatch;
import org.mainspring.bench.peer.MainspringLoop;
import org.mainspring.bench.peer.Peers;
import org.mainspring.mainloop.Source;

/** An idle of ours that stays until none is left to do; only GLib has the like. */
final class IdleScenario implements Scenario {
    private final MainspringLoop loop = (MainspringLoop) Peers.open(Peers.MAINSPRING);

    @Override
    public void run(int operations) {
        CountDownLatch done = new CountDownLatch(1);
        int[] left = {operations}; // the loop's
        loop.context().idleAdd(() -> {
            if (--left[0] > 0) {
                return Source.CONTINUE;
            }
            done.countDown();
            return Source.REMOVE;
        });
        while (done.getCount() > 0) {
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
