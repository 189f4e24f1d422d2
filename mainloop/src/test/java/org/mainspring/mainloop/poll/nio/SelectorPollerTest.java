package org.mainspring.mainloop.poll.nio;

import org.junit.jupiter.api.Nested;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.poll.PollerContract;
import org.mainspring.mainloop.time.Clock;

class SelectorPollerTest extends PollerContract {
    @Override
    protected Poller open(Clock clock) {
        return new SelectorPoller(clock);
    }

    @Nested
    class Readiness extends ReadinessContract {
        @Override
        protected Poller open(Clock clock) {
            return new SelectorPoller(clock);
        }
    }
}
