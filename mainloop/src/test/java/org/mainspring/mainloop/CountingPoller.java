package org.mainspring.mainloop;

import java.util.concurrent.atomic.AtomicInteger;
import org.mainspring.mainloop.poll.Poller;

/** A poller that counts what another one is asked for. */
public final class CountingPoller extends ForwardingPoller {
    public final AtomicInteger polls = new AtomicInteger();
    public final AtomicInteger sleeps = new AtomicInteger();
    public final AtomicInteger wakeups = new AtomicInteger();

    public CountingPoller(Poller poller) {
        super(poller);
    }

    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        polls.incrementAndGet();
        if (timeoutNanos != 0) {
            sleeps.incrementAndGet();
        }
        super.poll(timeoutNanos, ready);
    }

    @Override
    public void wakeup() {
        wakeups.incrementAndGet();
        super.wakeup();
    }
}
