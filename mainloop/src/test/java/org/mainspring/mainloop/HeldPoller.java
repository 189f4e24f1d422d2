package org.mainspring.mainloop;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.mainspring.mainloop.poll.Poller;

/** A poller whose first sleep does not end before it is let go, whoever wakes it. */
public final class HeldPoller extends ForwardingPoller {
    private final CountDownLatch letGo = new CountDownLatch(1);
    private boolean held;

    /** Open once the loop sleeps. */
    public final CountDownLatch asleep = new CountDownLatch(1);

    public HeldPoller(Poller poller) {
        super(poller);
    }

    public void letGo() {
        letGo.countDown();
    }

    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        if (timeoutNanos != 0 && !held) {
            held = true;
            asleep.countDown();
            try {
                if (!letGo.await(TestThreads.LONG_DELAY_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("never let go");
                }
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
        super.poll(timeoutNanos, ready);
    }
}
