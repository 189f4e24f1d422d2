package org.mainspring.mainloop.poll.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mainspring.mainloop.poll.IOCondition.IN;
import static org.mainspring.mainloop.poll.IOCondition.NVAL;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.poll.PollerContract;
import org.mainspring.mainloop.poll.PollingThread;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

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

    @Nested
    class Upkeep extends UpkeepContract {
        @Override
        protected Poller open(Clock clock) {
            return new SelectorPoller(clock);
        }
    }

    @Nested
    class GivenItsSelectorIsKnown extends ChannelFixture {
        private final Pipe pipe = newPipe();
        private Selector selector;

        @Override
        protected Poller open(Clock clock) throws IOException {
            selector = Selector.open();
            return new SelectorPoller(clock, selector);
        }

        @Test
        void whenAWatchGoesAndComesBackBetweenPolls_thenItsKeyStays() {
            watch(newPipe().source(), IN);
            PollRecord record = watch(pipe.source(), IN);
            poll(0);
            SelectionKey key = pipe.source().keyFor(selector);

            poller.remove(record);
            poller.add(record);
            poll(0);

            assertThat(pipe.source().keyFor(selector)).isSameAs(key);
            assertThat(key.isValid()).isTrue();
        }

        @Test
        void whenAStrangerCancelsAKey_thenNvalOnceAndItMayBeWatchedAgain() throws IOException {
            PollRecord record = watch(pipe.source(), IN);
            watch(newPipe().source(), IN);
            poll(0);

            pipe.source().keyFor(selector).cancel();

            assertThat(poll(Nanos.NEVER)).containsOnlyKeys(record).containsValue(NVAL);
            assertQuiet();
            poller.remove(record);
            poller.add(record);
            pipe.sink().write(bytes(1));
            assertThat(pollFor(record)).isEqualTo(IN);
        }

        @Test
        void whenAStrangerCancelsAKeyAndTheWatchGoesAndComesBack_thenItIsWatched() throws IOException {
            PollRecord record = watch(pipe.source(), IN);
            watch(newPipe().source(), IN);
            poll(0);

            pipe.source().keyFor(selector).cancel();
            poller.remove(record);
            poller.add(record);

            pipe.sink().write(bytes(1));
            assertThat(pollFor(record)).isIn(IN, NVAL);
            assertThat(selector.keys()).hasSizeBetween(2, 3);
        }

        @Test
        void whenACancelledChannelIsMadeBlocking_thenNvalOnce() throws IOException {
            PollRecord record = watch(pipe.source(), IN);
            poll(0);

            pipe.source().keyFor(selector).cancel();
            selector.selectNow();
            pipe.source().configureBlocking(true);

            assertThat(poll(Nanos.NEVER)).containsOnlyKeys(record).containsValue(NVAL);
            assertQuiet();
        }

        @Test
        void whenFlushed_thenAChannelWithoutWatchMayBlock() throws IOException {
            watch(newPipe().source(), IN);
            PollRecord record = watch(pipe.source(), IN);
            poll(0);
            poller.remove(record);
            assertThatIllegalStateException().isThrownBy(() -> pipe.source().configureBlocking(true));

            ((SelectorPoller) poller).flush();

            pipe.source().configureBlocking(true);
            assertThat(pipe.source().isBlocking()).isTrue();
        }

        @Test
        void whenItsThreadWakesWithTheInterruptFlagSet_thenThePipeStaysOpen() {
            Thread.currentThread().interrupt();

            poller.wakeup();
            poll(Nanos.NEVER);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(selector.keys()).hasSize(1).allMatch(SelectionKey::isValid);
            assertThat(selector.keys()).allMatch(key -> key.channel().isOpen());
            poller.wakeup();
            poll(Nanos.NEVER);
        }

        @Test
        void whenAStrangerLeftACancelledKey_thenItsChannelIsWatched() throws IOException {
            pipe.source().register(selector, 0).cancel();

            PollRecord record = watch(pipe.source(), IN);
            pipe.sink().write(bytes(1));

            assertThat(pollFor(record)).isEqualTo(IN);
        }

        @Test
        @Tag("realtime")
        void whenItsPipeIsBroken_thenAWakeupStillArrives() throws Exception {
            selector.keys().iterator().next().channel().close();
            poll(0); // now nobody reads what the poller writes

            for (int i = 0; i < 5; i++) {
                PollingThread polling =
                        PollingThread.start(() -> poll(Nanos.NEVER)).awaitBlocked();

                poller.wakeup();

                polling.join();
            }
        }
    }
}
