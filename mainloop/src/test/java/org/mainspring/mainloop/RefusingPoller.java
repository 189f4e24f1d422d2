package org.mainspring.mainloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;

/** A poller that takes no records on. */
final class RefusingPoller extends ForwardingPoller {
    RefusingPoller(Poller poller) {
        super(poller);
    }

    @Override
    public void add(PollRecord record) {
        throw new UncheckedIOException(new IOException("too many watches"));
    }
}
