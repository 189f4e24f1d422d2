package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.Nanos;

/** The third phase: which polls happen, how long they may take, and what may be done meanwhile (S47-S52). */
class PollPhaseTest extends LoopFixture {
    private final Object channel = new Object();

    @Nested
    class GivenNoWatch {
        /** S47, S48, X12: with nothing to see and nothing to wait for, there is no poll. */
        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 200})
        void whenSomethingIsReady_thenNobodyPolls(int priority) {
            idle("i", priority);

            loop.iterate();
            loop.iterateBlocking();

            assertThat(ran).containsExactly("i", "i");
            assertThat(polls()).isZero();
        }

        /** S82: nor if the iteration may not block. */
        @Test
        void whenTheIterationMayNotBlock_thenNobodyPolls() {
            timeout("t", 0, 50);

            assertThat(loop.iterate()).isFalse();

            assertThat(polls()).isZero();
        }

        /** S47, S50: else one poll, to the nanosecond. */
        @Test
        void whenATimeoutIsArmed_thenThePollTakesExactlyThatLong() {
            timeout("t", 0, 1_234_567);

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(poller.timeouts()).containsExactly(1_234_567L);
            assertThat(ran).containsExactly("t");
        }

        /** S47: without end if nothing bounds it. */
        @Test
        void whenNothingIsArmed_thenThePollHasNoEnd() {
            poller.duringNextPoll(context::wakeup);

            assertThat(loop.iterateBlocking()).isFalse();

            assertThat(poller.timeouts()).containsExactly(Nanos.NEVER);
        }

        /** S47: a loop that would sleep for ever in a test fails at once, at every reading of the clock. */
        @ParameterizedTest
        @ValueSource(longs = {Long.MIN_VALUE, -5, 0, 5, Long.MAX_VALUE - 5})
        void whenNothingIsArmedAndNobodyWakes_thenThePollFailsAtOnce(long startNanos) {
            try (LoopDriver driver = LoopDriver.virtualFrom(startNanos)) {
                assertThatThrownBy(driver::iterateBlocking)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("for ever");
                assertThat(driver.clock().nanos()).isEqualTo(startNanos);
            }
        }

        /** S109: a wake-up before the poll: no time passes. */
        @Test
        void whenWokenBefore_thenNoTimePasses() {
            timeout("t", 0, 50);
            context.wakeup();

            assertThat(loop.iterateBlocking()).isFalse();

            assertThat(clock.elapsedNanos()).isZero();
            assertThat(polls()).isZero();
        }
    }

    @Nested
    class GivenAWatch {
        private final Source watch = watch("w", 0, channel);

        /** S48: polled although something is ready, if it could come first or along. */
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 200})
        void whenAnIdleOfThisOrAWorsePriorityIsReady_thenItIsPolledWithoutWaiting(int priority) {
            idle("i", priority);

            loop.iterateBlocking();

            assertThat(poller.timeouts()).containsExactly(0L);
        }

        /** S48, X12: and a channel that is ready pre-empts. */
        @Test
        void whenItIsReadyAndMoreUrgentThanTheIdle_thenItRunsFirst() {
            idle("i", 1);
            makeReady(channel);

            loop.iterate();

            assertThat(ran).containsExactly("w");
        }

        /** S47: not polled if something more urgent is ready. */
        @ParameterizedTest
        @ValueSource(ints = {-1, Integer.MIN_VALUE})
        void whenSomethingMoreUrgentIsReady_thenNobodyPolls(int priority) {
            idle("i", priority);
            makeReady(channel);

            loop.iterate();

            assertThat(polls()).isZero();
            assertThat(ran).containsExactly("i");
        }

        /** S47, S114: a wake-up is not consumed while that is so. */
        @Test
        void whenSomethingMoreUrgentIsReady_thenAWakeupIsKept() {
            Source idle = idle("i", -1);
            timeout("t", 0, 50);
            context.wakeup();
            loop.iterate();
            loop.iterate();
            idle.destroy();

            assertThat(loop.iterateBlocking()).isFalse();
            assertThat(clock.elapsedNanos()).isZero();
            assertThat(loop.iterateBlocking()).isTrue();
            assertThat(clock.elapsedNanos()).isEqualTo(50);
        }

        /** S114: at priority 0 it is. */
        @Test
        void whenSomethingOfPriorityZeroIsReady_thenAWakeupIsConsumed() {
            Source idle = idle("i", 0);
            timeout("t", 0, 50);
            context.wakeup();
            loop.iterate();
            idle.destroy();

            assertThat(loop.iterateBlocking()).isTrue();
            assertThat(clock.elapsedNanos()).isEqualTo(50);
        }

        /** S82: an iteration that may not block looks without waiting. */
        @Test
        void whenTheIterationMayNotBlock_thenThePollDoesNotWait() {
            makeReady(channel);

            assertThat(loop.iterate()).isTrue();

            assertThat(poller.timeouts()).containsExactly(0L);
            assertThat(ran).containsExactly("w");
        }

        /** X16: it is ready for as long as its channel is. */
        @Test
        void whenItsChannelStaysReady_thenItRunsInEveryIteration() {
            makeReady(channel);
            loop.iterate();
            loop.iterate();
            poller.makeReady(channel, IOCondition.NONE);
            loop.iterate();

            assertThat(ran).containsExactly("w", "w");
        }

        /** S47: destroyed, it is a cause no more. */
        @Test
        void whenItIsDestroyed_thenNobodyPolls() {
            watch.destroy();
            idle("i", 0);

            loop.iterate();

            assertThat(polls()).isZero();
        }
    }

    @Nested
    class GivenAWatchThatWasSeenAndIsDestroyed {
        /** The next query forgets what was seen; a loop that is never idle has none. */
        @Test
        void whenTheLoopIsNeverIdle_thenItLetsTheSourceGo() {
            Source[] watch = {watch("w", 0, channel)};
            WeakReference<Source> kept = new WeakReference<>(watch[0]);
            makeReady(channel);
            loop.iterate();
            poller.makeReady(channel, IOCondition.NONE);
            watch[0].destroy();
            watch[0] = null;

            idle("i", 0);
            loop.iterate();

            Collected.await(kept);
            assertThat(ran).containsExactly("w", "i");
        }
    }

    @Nested
    class GivenSomethingIsDoneDuringThePoll {
        /** S49, S52: nothing is locked, so all of it may be done. */
        @Test
        void whenTheContextIsUsedFreely_thenNothingIsInTheWay() {
            timeout("t", 0, 50);
            List<Source> found = new ArrayList<>();
            poller.duringNextPoll(() -> {
                Source idle = idle("i", 0);
                found.add(context.findById(idle.id()));
                idle.setPriority(4);
                idle.destroy();
            });

            loop.iterateBlocking();

            assertThat(found).hasSize(1).doesNotContainNull();
            assertThat(ran).containsExactly("t");
        }

        /** S52, S111: a ready time that is set ends the poll. */
        @Test
        void whenAReadyTimeIsSetDuringThePoll_thenThePollEnds() {
            timeout("t", 0, 50);
            Source plain = plain("p", 0);
            poller.duringNextPoll(() -> plain.setReadyTimeNanos(0));

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(ran).containsExactly("p");
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** S139: the same ready time again is nothing. */
        @Test
        void whenTheSameReadyTimeIsSetAgain_thenThePollGoesOn() {
            Source plain = plain("p", 0);
            plain.setReadyTimeNanos(50);
            loop.iterate();
            poller.duringNextPoll(() -> plain.setReadyTimeNanos(50));

            loop.iterateBlocking();
            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(clock.elapsedNanos()).isEqualTo(50);
        }

        /** S113: a timeout that is destroyed does not; the poll ends as it was to, and finds nothing. */
        @Test
        void whenTheTimeoutItWaitsForIsDestroyed_thenThePollGoesOnAndFindsNothing() {
            Source timeout = timeout("t", 0, 50);
            poller.duringNextPoll(timeout::destroy);

            assertThat(loop.iterateBlocking()).isFalse();

            assertThat(clock.elapsedNanos()).isEqualTo(50);
            assertThat(ran).isEmpty();
        }

        /** S109: however many wake-ups, one poll ends. */
        @Test
        void whenWokenManyTimes_thenOnePollEnds() {
            timeout("t", 0, 50);
            poller.duringNextPoll(() -> {
                for (int i = 0; i < 1_000; i++) {
                    context.wakeup();
                }
            });

            assertThat(loop.iterateBlocking()).isFalse();
            assertThat(loop.iterateBlocking()).isTrue();
            assertThat(clock.elapsedNanos()).isEqualTo(50);
        }
    }

    @Nested
    class GivenAPollerThatFails {
        /** S51 is not ours: the failure comes out of the iteration, and the next one goes on. */
        @Test
        void whenItFailsOnce_thenTheIterationThrowsAndTheNextGoesOn() {
            UncheckedIOException failure = new UncheckedIOException(new IOException("poll"));
            timeout("t", 0, 50);
            poller.duringNextPoll(() -> {
                throw failure;
            });

            assertThatThrownBy(loop::iterateBlocking).isSameAs(failure);
            assertThat(context.isOwner()).isFalse();

            assertThat(loop.iterateBlocking()).isTrue();
            assertThat(ran).containsExactly("t");
        }

        /** S51: and a wake-up is still delivered to the poll after it. */
        @Test
        void whenItHasFailed_thenAWakeupEndsTheNextPoll() {
            timeout("t", 0, 50);
            poller.duringNextPoll(() -> {
                throw new UncheckedIOException(new IOException("poll"));
            });
            assertThatThrownBy(loop::iterateBlocking).isInstanceOf(UncheckedIOException.class);
            context.wakeup();

            assertThat(loop.iterateBlocking()).isFalse();
            assertThat(clock.elapsedNanos()).isZero();
        }
    }
}
