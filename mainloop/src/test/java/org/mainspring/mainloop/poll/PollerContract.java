package org.mainspring.mainloop.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.park.Interruption;
import org.mainspring.mainloop.time.Nanos;

/** What every {@link Poller} does about time, wake-ups and interrupts. */
public abstract class PollerContract extends PollerFixture {
    @Nested
    class GivenNothingHappens {
        @ParameterizedTest
        @ValueSource(longs = {1, 999, 1_000_000, 1_000_001, 2_500_000})
        void whenPolledWithATimeout_thenItDoesNotReturnEarly(long timeoutNanos) {
            long beginNanos = clock.nanos();

            assertThat(poll(timeoutNanos)).isEmpty();

            assertThat(clock.nanos() - beginNanos).isGreaterThanOrEqualTo(timeoutNanos);
        }

        @Test
        void whenPolledWithZero_thenItReturns() {
            assertThat(poll(0)).isEmpty();
        }
    }

    @Nested
    class GivenAWakeupBeforeThePoll {
        @Test
        void whenPolledWithoutEnd_thenItReturns() {
            poller.wakeup();

            assertThat(poll(Nanos.NEVER)).isEmpty();
        }

        @Test
        void whenPolledTwice_thenTheSecondPollWaits() {
            poller.wakeup();
            poll(Nanos.NEVER);

            assertQuiet();
        }

        @Test
        void whenPolledWithZero_thenTheWakeupIsTakenBack() {
            poller.wakeup();
            poll(0);

            assertQuiet();
        }

        /** @origin glib/tests/gwakeuptest.c /gwakeup/semantics */
        @Test
        void whenThereAreAMillion_thenTheyCountAsOne() {
            for (int i = 0; i < 1_000_000; i++) {
                poller.wakeup();
            }

            poll(Nanos.NEVER);

            assertQuiet();
        }
    }

    @Nested
    @Tag("realtime")
    class GivenAPollThatWaits {
        @ParameterizedTest
        @ValueSource(longs = {3_600 * Nanos.PER_SECOND, Nanos.NEVER - 1, Nanos.NEVER})
        void whenAnotherThreadWakes_thenItEnds(long timeoutNanos) throws Exception {
            PollingThread polling =
                    PollingThread.start(() -> poll(timeoutNanos)).awaitBlocked();

            poller.wakeup();

            assertThat(polling.join()).isFalse();
            assertQuiet();
        }

        @ParameterizedTest
        @ValueSource(longs = {3_600 * Nanos.PER_SECOND, Nanos.NEVER})
        void whenInterrupted_thenItEndsAndTheFlagStays(long timeoutNanos) throws Exception {
            PollingThread polling =
                    PollingThread.start(() -> poll(timeoutNanos)).awaitBlocked();

            polling.thread().interrupt();

            assertThat(polling.join()).isTrue();
        }

        @Test
        void whenInterrupted_thenTheNextPollWaits() throws Exception {
            PollingThread polling = PollingThread.start(() -> {
                        poll(Nanos.NEVER);
                        assertQuiet();
                    })
                    .awaitBlocked();

            polling.thread().interrupt();

            assertThat(polling.join()).isTrue();
        }

        @Test
        void whenWokenAndInterruptedAgainAndAgain_thenNoWakeupIsLost() throws Exception {
            AtomicInteger asked = new AtomicInteger();
            AtomicInteger answered = new AtomicInteger();
            PollingThread polling = PollingThread.start(() -> {
                while (answered.get() < 2_000) {
                    poll(Nanos.NEVER);
                    answered.set(asked.get());
                }
            });

            for (int i = 1; i <= 2_000; i++) {
                if (i % 3 == 0) {
                    polling.thread().interrupt();
                }
                asked.set(i);
                poller.wakeup();
                while (answered.get() < i) {
                    Thread.yield();
                }
            }

            assertThat(polling.join()).isTrue();
        }

        @Test
        void whenTwoThreadsWakeAtWill_thenNoWakeupIsLost() throws Exception {
            AtomicInteger[] asked = {new AtomicInteger(), new AtomicInteger()};
            AtomicInteger[] answered = {new AtomicInteger(), new AtomicInteger()};
            int rounds = 20_000;
            PollingThread polling = PollingThread.start(() -> {
                while (answered[0].get() < rounds || answered[1].get() < rounds) {
                    poll(Nanos.NEVER);
                    answered[0].set(asked[0].get());
                    answered[1].set(asked[1].get());
                }
            });

            PollingThread second = PollingThread.start(() -> ask(rounds, asked[1], answered[1]));
            ask(rounds, asked[0], answered[0]);

            second.join();
            polling.join();
        }

        private void ask(int rounds, AtomicInteger asked, AtomicInteger answered) {
            for (int i = 1; i <= rounds; i++) {
                asked.set(i);
                poller.wakeup();
                while (answered.get() < i) {
                    Thread.yield();
                }
            }
        }
    }

    @Nested
    class GivenAnInterruptFlag {
        /** Of a flag that was set before the poll, the poller cannot know that anybody has seen it. */
        @ParameterizedTest
        @ValueSource(longs = {3_600 * Nanos.PER_SECOND, Nanos.NEVER})
        void whenPolled_thenItEndsOnePollAndTheFlagStays(long timeoutNanos) {
            Thread.currentThread().interrupt();

            assertThat(poll(timeoutNanos)).isEmpty();

            assertQuiet();
            assertQuiet();
            assertThat(Thread.interrupted()).isTrue();
        }

        /** As between the looks of a spin and the sleep: nobody has seen the flag there. */
        @Test
        void whenPolledWithZeroBefore_thenItEndsOnePollAllTheSame() {
            Thread.currentThread().interrupt();
            poll(0);

            assertThat(poll(Nanos.NEVER)).isEmpty();

            assertQuiet();
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void whenItWasClearWhenAPollBeganSince_thenItEndsOnePollAgain() {
            for (int i = 0; i < 3; i++) {
                Thread.currentThread().interrupt();
                poll(Nanos.NEVER);
                assertQuiet();
                assertThat(Thread.interrupted()).isTrue();

                assertQuiet();
            }
        }

        /** Somebody waits for an interruption, and has seen that there is none. */
        @Test
        void whenItWasClearWhenSomebodyAskedSince_thenItEndsOnePollAgain() {
            for (int i = 0; i < 3; i++) {
                assertThat(Interruption.isThere()).isFalse();
                Thread.currentThread().interrupt();
                poll(Nanos.NEVER);
                assertThat(Interruption.isThere()).isTrue();

                assertQuiet();
                assertThat(Thread.interrupted()).isTrue();
            }
        }

        @Test
        void whenPolledWithZero_thenTheFlagStays() {
            Thread.currentThread().interrupt();

            poll(0);

            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void whenItsThreadWakesAndPolls_thenEachWakeupCountsAndTheFlagStays() {
            Thread.currentThread().interrupt();

            for (int i = 0; i < 1_000; i++) {
                poller.wakeup();
                poll(Nanos.NEVER);
            }

            assertQuiet();
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        @Tag("realtime")
        void whenItsThreadWakesAPollThatWaits_thenThePollEndsAndTheFlagStays() throws Exception {
            for (int i = 0; i < 50; i++) {
                PollingThread polling =
                        PollingThread.start(() -> poll(Nanos.NEVER)).awaitBlocked();
                Thread.currentThread().interrupt();

                poller.wakeup();

                assertThat(Thread.interrupted()).isTrue();
                assertThat(polling.join()).isFalse();
            }
            assertQuiet();
        }
    }

    @Nested
    class GivenItIsClosed {
        @Test
        void whenClosedOrWokenAgain_thenNothingHappens() {
            poller.wakeup();
            poller.close();

            assertThatCode(() -> {
                        poller.wakeup();
                        poller.close();
                        poller.wakeup();
                    })
                    .doesNotThrowAnyException();
        }
    }
}
