package org.mainspring.mainloop;

import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;

/** A poller that leaves all work to another, for those that look at some of it. */
public abstract class ForwardingPoller implements Poller {
    private final Poller poller;

    protected ForwardingPoller(Poller poller) {
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
