package org.mainspring.mainloop;

import java.util.function.LongConsumer;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;

/**
 * A poller that tells how long each poll may take, and leaves the work to another.
 *
 * @param poller does the work
 * @param polled takes the timeouts
 */
record LoggingPoller(Poller poller, LongConsumer polled) implements Poller {
    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        polled.accept(timeoutNanos);
        poller.poll(timeoutNanos, ready);
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
    public void wakeup() {
        poller.wakeup();
    }

    @Override
    public void close() {
        poller.close();
    }
}
