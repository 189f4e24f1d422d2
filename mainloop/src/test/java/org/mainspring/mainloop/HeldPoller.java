package org.mainspring.mainloop;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;

/** A poller whose first sleep does not end before it is let go, whoever wakes it. */
final class HeldPoller implements Poller {
    private final Poller poller;
    private final CountDownLatch letGo = new CountDownLatch(1);
    private boolean held;

    /** Open once the loop sleeps. */
    final CountDownLatch asleep = new CountDownLatch(1);

    HeldPoller(Poller poller) {
        this.poller = poller;
    }

    void letGo() {
        letGo.countDown();
    }

    @Override
    public void validate(Object target, IOCondition events) {
        poller.validate(target, events);
    }

    @Override
    public void add(PollRecord record) {
        poller.add(record);
    }

    @Override
    public void modify(PollRecord record) {
        poller.modify(record);
    }

    @Override
    public void remove(PollRecord record) {
        poller.remove(record);
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
        poller.poll(timeoutNanos, ready);
    }

    @Override
    public void wakeup() {
        poller.wakeup();
    }

    @Override
    public void close() {
        poller.close();
    }
}
