package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.testing.LoopDriver;

/** What makes a poll return at once: a wake-up, and a source that is attached. S109-S116; changes of a source are in {@link ChangeWakeupTest}. */
class WakeupTest extends DrivenFixture {
    @Nested
    class GivenNothingHappened {
        /** S110. */
        @Test
        void thenAFreshContextHasNoWakeupPending() {
            assertThat(sleeps()).isTrue();
        }

        /** S109, S116. */
        @Test
        void whenItIsWokenOften_thenOneIterationReturnsFalseAndTheNextSleeps() {
            for (int i = 0; i < 1_000; i++) {
                context.wakeup();
            }

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S109: from whichever thread. */
        @Test
        void whenAnotherThreadWakesIt_thenItIsKeptForTheNextPoll() {
            elsewhereDo(context::wakeup);

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S111. */
        @Test
        void whenALoopIsQuit_thenTheNextPollDoesNotSleep() {
            new MainLoop(context).quit();

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S109: a look without waiting consumes it as well. */
        @Test
        void whenAnIterationThatMayNotBlockComesBetween_thenTheWakeupIsConsumed() {
            context.wakeup();

            assertThat(context.iteration(false)).isFalse();

            assertThat(sleeps()).isTrue();
        }

        /** S114. */
        @Test
        void whenSomethingBelowZeroIsReady_thenTheWakeupIsKept() {
            Source urgent = idle(-1, note("urgent"));
            context.wakeup();

            assertThat(context.iteration(true)).isTrue();
            assertThat(context.iteration(true)).isTrue();
            urgent.destroy();

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S109: consumed with ready sources at 0. */
        @Test
        void whenSomethingAtZeroIsReady_thenTheWakeupIsConsumed() {
            Source idle = idle(0, note("idle"));
            context.wakeup();

            assertThat(context.iteration(true)).isTrue();
            idle.destroy();

            assertThat(sleeps()).isTrue();
        }
    }

    @Nested
    class GivenASourceIsAttached {
        /** S111, X35. */
        @Test
        void whenNobodyOwnsTheContext_thenItIsNotWoken() {
            elsewhereDo(() -> context.timeoutAdd(Duration.ofDays(1), note("never")));
            context.timeoutAdd(Duration.ofDays(1), note("never"));

            assertThat(sleeps()).isTrue();
        }

        /** S111. */
        @Test
        void whenTheOwnerAttachesIt_thenItIsNotWoken() {
            context.tryAcquire();
            context.timeoutAdd(Duration.ofDays(1), note("never"));

            assertThat(sleeps()).isTrue();
            context.release();
        }

        /** S111. */
        @Test
        void whenAnotherThreadOwnsTheContext_thenItIsWoken() {
            context.tryAcquire();
            elsewhereDo(() -> context.timeoutAdd(Duration.ofDays(1), note("never")));

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
            context.release();
        }

        /** S115. */
        @Test
        void whenTheContextIsPolledByNonOwners_thenItIsWokenInAnyCase() {
            try (LoopDriver ownerless = LoopDriver.virtual(ContextFlag.OWNERLESS_POLLING)) {
                ownerless.context().timeoutAdd(Duration.ofDays(1), note("never"));
                assertThat(sleeps(ownerless)).isFalse();
                assertThat(sleeps(ownerless)).isTrue();

                ownerless.context().tryAcquire();
                ownerless.context().timeoutAdd(Duration.ofDays(1), note("never"));
                ownerless.context().release();
                assertThat(sleeps(ownerless)).isFalse();
            }
        }

        /** S64, S111. */
        @Test
        void whenItComesWhileTheOwnerSleeps_thenItRunsInThisIteration() {
            loop.poller().duringNextPoll(() -> elsewhereDo(() -> context.idleAdd(once("idle"))));

            assertThat(context.iteration(true)).isTrue();

            assertThat(loop.log()).containsExactly("idle");
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** Ours: who wakes earlier anyway is left asleep. */
        @Test
        void whenItIsATimerDueAfterTheOwnerWakes_thenTheSleepGoesOn() {
            context.timeoutAddMillis(5, once("five"));
            loop.poller().duringNextPoll(() -> elsewhereDo(() -> context.timeoutAddMillis(7, once("seven"))));

            assertThat(context.iteration(true)).isTrue();
            assertThat(clock.elapsedNanos()).isEqualTo(Duration.ofMillis(5).toNanos());

            assertThat(context.iteration(true)).isTrue();
            assertThat(loop.log()).containsExactly("five", "seven");
            assertThat(clock.elapsedNanos()).isEqualTo(Duration.ofMillis(7).toNanos());
        }

        /** S111. */
        @Test
        void whenItIsATimerDueBeforeTheOwnerWakes_thenTheSleepEnds() {
            context.timeoutAddMillis(5, once("five"));
            loop.poller().duringNextPoll(() -> elsewhereDo(() -> context.timeoutAddMillis(3, once("three"))));

            assertThat(context.iteration(true)).isFalse();
            assertThat(clock.elapsedNanos()).isZero();

            loop.advanceMillis(5);
            assertThat(loop.log()).containsExactly("three", "five");
        }
    }
}
