package org.mainspring.mainloop;

import java.util.concurrent.atomic.AtomicInteger;

/** A poller whose sleep ends when it is woken; or when all are done who could wake it and have not, which it counts. */
public final class SleepJudge extends ChannellessPoller {
    private final AtomicInteger others = new AtomicInteger();
    private volatile boolean woken;
    private int sleptOver;

    /** With so many who may wake it. */
    public SleepJudge(int others) {
        this.others.set(others);
    }

    /** One of the others will not wake it any more. */
    public void otherIsDone() {
        others.decrementAndGet();
    }

    /** How many sleeps there were that nobody has ended. Owner only. */
    public int sleptOver() {
        return sleptOver;
    }

    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        if (timeoutNanos > 0) {
            while (!woken && others.get() > 0) {
                Thread.onSpinWait();
            }
            if (!woken) {
                sleptOver++;
            }
        }
        woken = false;
    }

    @Override
    public void wakeup() {
        woken = true;
    }
}
