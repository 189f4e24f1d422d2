package org.mainspring.bench.peer;

import java.util.concurrent.atomic.AtomicLong;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.time.Clock;

/**
 * Pollers of ours that count how often they are woken.
 *
 * @threads any
 */
public final class CountingPollers implements PollerProvider {
    /** One of them. */
    private static final class Counting implements Poller {
        private final Poller inner;
        private final AtomicLong wakeups;

        Counting(Poller inner, AtomicLong wakeups) {
            this.inner = inner;
            this.wakeups = wakeups;
        }

        @Override
        public void validate(Object target, IOCondition events) {
            inner.validate(target, events);
        }

        @Override
        public void add(PollRecord record) {
            inner.add(record);
        }

        @Override
        public void modify(PollRecord record) {
            inner.modify(record);
        }

        @Override
        public void remove(PollRecord record) {
            inner.remove(record);
        }

        @Override
        public void poll(long timeoutNanos, ReadyRecords ready) {
            inner.poll(timeoutNanos, ready);
        }

        @Override
        public void wakeup() {
            wakeups.incrementAndGet();
            inner.wakeup();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private final PollerProvider provider;
    private final AtomicLong wakeups = new AtomicLong();

    /**
     * Opens pollers of another provider.
     *
     * @param provider opens what does the work
     */
    public CountingPollers(PollerProvider provider) {
        this.provider = provider;
    }

    @Override
    public Poller open(Clock clock) {
        return new Counting(provider.open(clock), wakeups);
    }

    /**
     * How often any of them was woken.
     *
     * @return 0 at first
     */
    public long wakeups() {
        return wakeups.get();
    }
}
