package org.mainspring.mainloop;

import java.util.function.LongConsumer;
import org.mainspring.mainloop.poll.Poller;

/** A poller that tells how long each poll may take, and leaves the work to another. */
final class LoggingPoller extends ForwardingPoller {
    private final LongConsumer polled;

    LoggingPoller(Poller poller, LongConsumer polled) {
        super(poller);
        this.polled = polled;
    }

    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        polled.accept(timeoutNanos);
        super.poll(timeoutNanos, ready);
    }
}
