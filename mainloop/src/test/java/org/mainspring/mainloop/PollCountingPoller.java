package org.mainspring.mainloop;

import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.time.SystemClock;

/** The poller that contexts get by default, and how often it was asked to poll: a loop that spins asks often. */
final class PollCountingPoller implements Poller {
    private final Poller poller = new NioPoller(SystemClock.INSTANCE);
    private volatile int polls;

    int polls() {
        return polls;
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
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one owner polls
    public void poll(long timeoutNanos, ReadyRecords ready) {
        polls++;
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
