package org.mainspring.mainloop.poll.park;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.poll.PollerContract;
import org.mainspring.mainloop.poll.PollingThread;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

class ParkPollerTest extends PollerContract {
    @Override
    protected Poller open(Clock clock) {
        return new ParkPoller(clock);
    }

    @Nested
    @Tag("realtime")
    class GivenStrayUnparks {
        @Test
        void whenPolledWithATimeout_thenItDoesNotReturnEarly() throws Exception {
            Thread owner = Thread.currentThread();
            AtomicBoolean over = new AtomicBoolean();
            PollingThread stray = PollingThread.start(() -> {
                while (!over.get()) {
                    LockSupport.unpark(owner);
                    Thread.yield();
                }
            });

            assertQuiet();

            over.set(true);
            stray.join();
        }

        @Test
        void whenPolledWithoutEnd_thenOnlyTheWakeupEndsIt() throws Exception {
            AtomicBoolean woken = new AtomicBoolean();
            PollingThread polling = PollingThread.start(() -> {
                poll(Nanos.NEVER);
                assertThat(woken).isTrue();
            });

            for (int i = 0; i < 1_000; i++) {
                LockSupport.unpark(polling.thread());
                Thread.yield();
            }
            woken.set(true);
            poller.wakeup();

            polling.join();
        }
    }

    @Nested
    class GivenAClockThatStandsStill {
        @Test
        void whenPolledWithATimeout_thenOnlyTheClockEndsTheWait() {
            long[] nanos = {Long.MIN_VALUE};
            int[] readings = {0};
            Clock slow = () -> ++readings[0] < 5 ? nanos[0] : nanos[0] + 10;

            new ParkPoller(slow).poll(10, (record, seen) -> {});

            assertThat(readings[0]).isGreaterThanOrEqualTo(5);
        }
    }

    @Nested
    class GivenAChannel {
        @Test
        void whenItIsToBeWatched_thenItIsRefusedByName() {
            PollRecord record = new PollRecord("a channel", IOCondition.IN);

            assertThatThrownBy(() -> poller.validate(record.target(), record.events()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("this context's poller parks and cannot watch a java.lang.String for IN");
            assertThatThrownBy(() -> poller.add(record)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
