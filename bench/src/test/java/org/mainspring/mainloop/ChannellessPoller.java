package org.mainspring.mainloop;

import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;

/** A poller that watches nothing. */
public abstract class ChannellessPoller implements Poller {
    @Override
    public void validate(Object target, IOCondition events) {}

    @Override
    public void add(PollRecord record) {}

    @Override
    public void modify(PollRecord record) {}

    @Override
    public void remove(PollRecord record) {}

    @Override
    public void close() {}
}
