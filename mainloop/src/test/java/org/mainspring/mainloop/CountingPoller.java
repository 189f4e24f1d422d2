package org.mainspring.mainloop;

import java.util.concurrent.atomic.AtomicInteger;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;

/** A poller that counts what another one is asked for. */
final class CountingPoller implements Poller {
    private final Poller poller;
    final AtomicInteger polls = new AtomicInteger();
    final AtomicInteger sleeps = new AtomicInteger();
    final AtomicInteger wakeups = new AtomicInteger();

    CountingPoller(Poller poller) {
        this.poller = poller;
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
        polls.incrementAndGet();
        if (timeoutNanos != 0) {
            sleeps.incrementAndGet();
        }
        poller.poll(timeoutNanos, ready);
    }

    @Override
    public void wakeup() {
        wakeups.incrementAndGet();
        poller.wakeup();
    }

    @Override
    public void close() {
        poller.close();
    }
}
