package org.mainspring.mainloop.poll.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.poll.IOCondition.IN;

import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.poll.PollerContract;
import org.mainspring.mainloop.poll.PollingThread;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

class NioPollerTest extends PollerContract {
    @Override
    protected Poller open(Clock clock) {
        return NioPoller.PROVIDER.open(clock);
    }

    @Nested
    class Readiness extends ReadinessContract {
        @Override
        protected Poller open(Clock clock) {
            return new NioPoller(clock);
        }
    }

    @Nested
    class Upkeep extends UpkeepContract {
        @Override
        protected Poller open(Clock clock) {
            return new NioPoller(clock);
        }
    }

    /** The whole contract once more, beside a channel that is quiet. */
    @Nested
    class WithAQuietChannel extends PollerContract {
        @Override
        protected Poller open(Clock clock) throws Exception {
            Pipe pipe = Pipe.open();
            closing(pipe.source()).configureBlocking(false);
            closing(pipe.sink());
            Poller opened = new NioPoller(clock);
            opened.add(new PollRecord(pipe.source(), IN));
            return opened;
        }
    }

    @Nested
    class GivenRecordsComeAndGo extends ChannelFixture {
        private final Pipe pipe = newPipe();

        @Override
        protected Poller open(Clock clock) {
            return new NioPoller(clock);
        }

        private NioPoller nio() {
            return (NioPoller) poller;
        }

        @Test
        void whenNoneHasCome_thenItParksAndOpensNoSelector() {
            assertQuiet();

            assertThat(nio().isParking()).isTrue();
            assertThat(nio().isSelectorOpen()).isFalse();
        }

        @Test
        void whenTheLastHasGone_thenItParksAgain() {
            PollRecord record = watch(pipe.source(), IN);
            assertThat(nio().isParking()).isFalse();
            assertQuiet();

            poller.remove(record);

            assertThat(nio().isParking()).isTrue();
            assertQuiet();
        }

        @Test
        void whenWokenBeforeTheFirstCame_thenTheWakeupIsKept() {
            poller.wakeup();
            watch(pipe.source(), IN);

            assertThat(poll(Nanos.NEVER)).isEmpty();
            assertQuiet();
        }

        @Test
        void whenWokenBeforeTheLastWent_thenTheWakeupIsKept() {
            PollRecord record = watch(pipe.source(), IN);
            poll(0);
            poller.wakeup();
            poller.remove(record);

            assertThat(poll(Nanos.NEVER)).isEmpty();
            assertQuiet();
        }

        @Test
        @Tag("realtime")
        void whenWokenAtAnyMoment_thenNoWakeupIsLost() throws Exception {
            int rounds = 20_000;
            AtomicInteger asked = new AtomicInteger();
            AtomicInteger answered = new AtomicInteger();
            PollingThread polling = PollingThread.start(() -> {
                PollRecord record = new PollRecord(pipe.source(), IN);
                for (int i = 0; answered.get() < rounds; i++) {
                    if (i % 2 == 0) {
                        poller.add(record);
                    } else {
                        poller.remove(record);
                    }
                    poll(Nanos.NEVER);
                    answered.set(asked.get());
                }
            });

            for (int i = 1; i <= rounds; i++) {
                asked.set(i);
                poller.wakeup();
                while (answered.get() < i) {
                    Thread.yield();
                }
            }

            polling.join();
        }
    }
}
