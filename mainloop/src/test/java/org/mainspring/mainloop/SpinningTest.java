package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.poll.park.Interruption;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.Nanos;

/** What a context does that spins before it sleeps, by a clock that goes on by a tenth of a microsecond a reading. */
class SpinningTest extends SpinFixture {
    @Nested
    class GivenNothingWasSet {
        @Test
        void thenItDoesNotSpin() {
            armedLongHence();

            context.iteration(true);

            assertThat(context.pollMaxNanos()).isZero();
            assertThat(context.pollNanos()).isZero();
            assertThat(clock.readings).isLessThan(6);
            assertThat(log).containsExactly("late");
        }
    }

    @Nested
    class GivenParameters {
        @Test
        void whenTheyAreNegative_thenTheyAreRefused() {
            assertThatThrownBy(() -> context.setPollParameters(-1, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("pollMaxNanos < 0: -1");
            assertThatThrownBy(() -> context.setPollParameters(1, -2, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("pollGrow < 0: -2");
            assertThatThrownBy(() -> context.setPollParameters(1, 0, -3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("pollShrink < 0: -3");
            assertThat(context.pollMaxNanos()).isZero();
        }

        @Test
        void whenTheyAreSet_thenTheFirstWaitDoesNotSpin() {
            context.setPollParameters(MAX, 2, 0);
            armedLongHence();

            context.iteration(true);

            assertThat(context.pollMaxNanos()).isEqualTo(MAX);
            assertThat(clock.readings).isLessThan(8);
            assertThat(log).containsExactly("late");
        }

        @Test
        void whenTheyAreSetAgain_thenTheBudgetIsNothingAgain() {
            givenABudget();

            context.setPollParameters(MAX, 2, 0);

            assertThat(context.pollNanos()).isZero();
        }

        @Test
        void whenTheLimitIsNothing_thenItDoesNotSpinAnyMore() {
            givenABudget();

            context.setPollParameters(0, 2, 0);

            assertThat(context.pollMaxNanos()).isZero();
            assertThat(context.pollNanos()).isZero();
        }
    }

    @Nested
    class GivenABudget {
        @BeforeEach
        void spin() {
            givenABudget();
        }

        @Test
        void whenNothingHappens_thenItSpinsForThatLong_andSleepsForTheRest() {
            armedLongHence();

            context.iteration(true);

            assertThat(log).containsExactly("late");
            assertThat(poller.polls).hasValue(1);
            assertThat(lastTimeout()).isBetween(LONG - BUDGET - SLACK, LONG - BUDGET);
        }

        @Test
        void whenThatWasInVain_thenTheBudgetShrinks() {
            armedLongHence();

            context.iteration(true);

            assertThat(context.pollNanos()).isZero();
        }

        /** The first reading of an iteration that knows no ready time. */
        @Test
        void whenTheClockFailsBeforeTheSpin_thenTheNextIterationWaitsAllTheSame() {
            Error deliberate = new AssertionError("deliberate");
            clock.at(0, () -> {
                throw deliberate;
            });

            assertThatThrownBy(() -> context.iteration(true)).isSameAs(deliberate);
            armedLongHence();

            assertThat(context.iteration(true)).isTrue();
            assertThat(log).containsExactly("late");
            assertThat(poller.sleeps).hasValue(1);
        }

        @Test
        void whenATimerIsDueDuringTheSpin_thenItRunsInTime_andNobodySleeps() {
            long[] calledNanos = new long[1];
            long dueNanos = clock.hands.nanos() + 2_000;
            attachDueAt(dueNanos, () -> {
                calledNanos[0] = clock.hands.nanos();
                return note("timer");
            });

            context.iteration(true);

            assertThat(calledNanos[0]).isBetween(dueNanos, dueNanos + SLACK);
            assertThat(poller.polls).hasValue(0);
            assertThat(context.pollNanos()).as("sweet").isEqualTo(BUDGET);
        }

        @Test
        void whenSomethingIsPostedDuringTheSpin_thenItRuns_andNobodyIsWoken() {
            armedLongHence();
            clock.at(clock.hands.nanos() + 2_000, () -> elsewhereDo(() -> context.invoke(() -> note("posted"))));

            context.iteration(true);

            assertThat(log).containsExactly("posted");
            assertThat(poller.wakeups).hasValue(0);
            assertThat(poller.sleeps).hasValue(0);
        }

        @Test
        void whenItIsWokenDuringTheSpin_thenTheIterationEndsWithNothing_andTheNextSleeps() {
            armedLongHence();
            clock.at(clock.hands.nanos() + 2_000, () -> elsewhereDo(context::wakeup));

            assertThat(context.iteration(true)).isFalse();
            assertThat(poller.wakeups).hasValue(0);
            assertThat(poller.sleeps).hasValue(0);

            assertThat(context.iteration(true)).isTrue();
            assertThat(poller.sleeps).hasValue(1);
        }

        @Test
        void whenATimerForLaterIsAttachedElsewhere_thenItDoesNotEndTheWait() {
            armedLongHence();
            clock.at(
                    clock.hands.nanos() + 2_000,
                    () -> elsewhereDo(() -> context.timeoutAdd(Duration.ofDays(1), () -> note("tomorrow"))));

            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("late");
            assertThat(lastTimeout()).isBetween(LONG - BUDGET - SLACK, LONG - BUDGET);
            assertThat(poller.wakeups).hasValue(0);
        }

        @Test
        void whenATimerForEarlierIsAttachedElsewhere_thenItBoundsTheWait() {
            armedLongHence();
            clock.at(
                    clock.hands.nanos() + 2_000,
                    () -> elsewhereDo(() -> context.timeoutAdd(Duration.ofMillis(1), () -> note("soon"))));

            assertThat(context.iteration(true)).as("ended by the news").isFalse();
            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("soon");
            assertThat(lastTimeout()).isLessThanOrEqualTo(Nanos.PER_MILLI);
            assertThat(poller.wakeups).hasValue(0);
        }

        @Test
        void whenAnIdleIsDestroyedElsewhere_thenItDoesNotEndTheWait() {
            armedLongHence();
            Source other = Sources.timeout(Duration.ofDays(1));
            other.setCallback(() -> note("never"));
            other.attach(context);
            clock.at(clock.hands.nanos() + 2_000, () -> elsewhereDo(other::destroy));

            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("late");
        }

        @Test
        void whenItIsInterruptedDuringTheSpin_thenTheWaitEnds_andTheInterruptIsKept() {
            armedLongHence();
            clock.at(clock.hands.nanos() + 2_000, () -> Thread.currentThread().interrupt());

            assertThat(context.iteration(true)).isFalse();

            assertThat(Interruption.isNew(true)).as("ends another wait").isFalse();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(poller.sleeps).hasValue(0);
        }

        @Test
        void whenItWasInterruptedBefore_thenItDoesNotSpin_andTheInterruptIsKept() {
            armedLongHence();
            Thread.currentThread().interrupt();

            assertThat(context.iteration(true)).isTrue();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(log).containsExactly("late");
            assertThat(lastTimeout()).isGreaterThan(LONG - BUDGET);
        }

        @Test
        void whenAPollFunctionPolls_thenItDoesNotSpin() {
            armedLongHence();
            int[] before = new int[1];
            context.setPollFunction((set, timeoutMillis) -> {
                before[0] = clock.readings;
                return 0;
            });
            int readings = clock.readings;

            context.iteration(true);

            assertThat(before[0] - readings).isLessThan(4);
        }

        @Test
        void whenTheIterationMayNotBlock_thenItDoesNotSpin() {
            armedLongHence();
            int readings = clock.readings;

            context.iteration(false);

            assertThat(clock.readings - readings).isLessThan(4);
        }

        @Test
        void whenTheLoopIsDrivenByItsPhases_thenItSpinsAsWell() {
            armedLongHence();
            clock.at(clock.hands.nanos() + 2_000, () -> elsewhereDo(() -> context.invoke(() -> note("posted"))));
            PollSet set = new PollSet();
            context.tryAcquire();

            context.prepare();
            context.query(Integer.MAX_VALUE, set);
            context.poll(set);
            context.check(Integer.MAX_VALUE, set);
            context.dispatch();

            context.release();
            assertThat(log).containsExactly("posted");
            assertThat(poller.sleeps).hasValue(0);
            assertThat(poller.wakeups).hasValue(0);
        }
    }

    @Nested
    class GivenAWatchedChannel {
        private final Object channel = new Object();

        @BeforeEach
        void watch() {
            givenABudget();
            Source source = new Source((self, callback) -> note("channel"));
            source.addWatch(channel, IOCondition.IN);
            source.attach(context);
            context.iteration(false);
            poller.polls.set(0);
        }

        @Test
        void whenItIsReadyAtOnce_thenItIsSeenByTheFirstLook() {
            script.makeReady(channel, IOCondition.IN);

            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("channel");
            assertThat(poller.polls).hasValue(1);
            assertThat(poller.sleeps).hasValue(0);
        }

        @Test
        void whenItBecomesReadyDuringTheSpin_thenItIsSeenWithoutASleep() {
            armedLongHence();
            clock.at(clock.hands.nanos() + 2_000, () -> script.makeReady(channel, IOCondition.IN));

            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("channel");
            assertThat(poller.sleeps).hasValue(0);
        }

        @Test
        void whenNothingHappens_thenItIsLookedAtOnceInAMicrosecond() {
            armedLongHence();

            context.iteration(true);

            assertThat(poller.sleeps).hasValue(1);
            assertThat(poller.polls.get() - 1).isBetween(3, (int) (BUDGET / Nanos.PER_MICRO) + 1);
        }

        @Test
        void whenAPostEndsTheSpin_thenAChannelThatIsReadyTooRunsInTheSameBatch() {
            clock.at(clock.hands.nanos() + 2_000, () -> {
                script.makeReady(channel, IOCondition.IN);
                elsewhereDo(() -> context.invoke(() -> note("posted")));
            });

            context.iteration(true);

            assertThat(log).containsExactly("channel", "posted");
            assertThat(poller.wakeups).hasValue(0);
        }
    }

    /** A clock that stands still must not be spun by. */
    @Nested
    class GivenVirtualTime {
        @Test
        void thenItNeverSpins_andAllIsAsWithoutParameters() {
            try (LoopDriver with = LoopDriver.virtual();
                    LoopDriver without = LoopDriver.virtual()) {
                with.context().setPollParameters(Long.MAX_VALUE, 2, 0);
                for (LoopDriver driver : List.of(with, without)) {
                    driver.context().timeoutAdd(Duration.ofNanos(700), driver.logging("often"));
                    driver.advanceNanos(5_000);
                }

                assertThat(with.log()).isEqualTo(without.log()).hasSize(7);
                assertThat(with.poller().timeouts()).isEqualTo(without.poller().timeouts());
                assertThat(with.context().pollNanos()).isZero();
            }
        }
    }
}
