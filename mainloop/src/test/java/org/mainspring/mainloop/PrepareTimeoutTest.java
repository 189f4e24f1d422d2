package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.time.Nanos;

/** What the first phase says of time: timeouts of hooks, ready times, the loop time (S20, S26, S27, S31). */
class PrepareTimeoutTest extends LoopFixture {
    @BeforeEach
    void acquire() {
        assertThat(context.tryAcquire()).isTrue();
    }

    @Nested
    class GivenALoopTimeFromBefore {
        /** S20: prepare makes it stale. */
        @Test
        void whenPrepared_thenItIsReadAnew() {
            Source a = timeout("a", 0, 100);
            context.prepare();
            assertThat(a.timeNanos()).isZero();
            clock.advanceNanos(7);
            assertThat(a.timeNanos()).isZero();

            context.prepare();

            assertThat(a.timeNanos()).isEqualTo(7);
        }

        /** S20, S27: before anything else, so a timeout that has come due meanwhile is ready. */
        @Test
        void whenATimeoutHasComeDue_thenItIsReady() {
            timeout("a", 4, 100);
            context.prepare();
            clock.advanceNanos(100);

            assertThat(context.prepare()).isTrue();
            assertThat(context.readyPriority()).isEqualTo(4);
        }

        /** S27: once per phase; a clock that moves meanwhile makes nobody ready. */
        @Test
        void whenTheClockMovesDuringTheWalk_thenItIsNotReadAgain() {
            timeout("a", 0, 100);
            probe("b", 1).duringPrepare(() -> clock.advanceNanos(10));
            timeout("c", 2, 5);

            assertThat(context.prepare()).isFalse();
            assertThat(timeoutAfterPrepare()).isEqualTo(5);
        }
    }

    @Nested
    class GivenPreparesWithTimeouts {
        /** S26: the cell says "none" to begin with, each time. */
        @Test
        void whenAsked_thenTheCellSaysNever() {
            Probe a = probe("a", 0);
            a.timeoutNanos = 5;
            Probe b = probe("b", 0);

            context.prepare();
            context.prepare();

            assertThat(a.lentTimeouts).containsExactly(Nanos.NEVER, Nanos.NEVER);
            assertThat(b.lentTimeouts).containsExactly(Nanos.NEVER, Nanos.NEVER);
        }

        /** S26: a negative number is none. */
        @ParameterizedTest
        @ValueSource(longs = {-2, -1_000_000, Long.MIN_VALUE})
        void whenOneIsNegative_thenItDoesNotCount(long nanos) {
            probe("a", 0).timeoutNanos = nanos;

            context.prepare();

            assertThat(timeoutAfterPrepare()).isEqualTo(Nanos.NEVER);
        }

        /** S31: the smallest counts, of hooks and ready times. */
        @Test
        void whenThereAreSeveral_thenTheSmallestCounts() {
            probe("a", 5).timeoutNanos = 500;
            probe("b", -5).timeoutNanos = 300;
            probe("c", 0);
            timeout("t", 9, 400);

            context.prepare();

            assertThat(timeoutAfterPrepare()).isEqualTo(300);
        }

        /** S27, S31: the ready time of a source and its hook's timeout, whichever ends first. */
        @Test
        void whenOneSourceHasBoth_thenTheSmallerCounts() {
            Probe a = probe("a", 0);
            a.timeoutNanos = 500;
            a.source.setReadyTimeNanos(200);
            context.prepare();
            assertThat(timeoutAfterPrepare()).isEqualTo(200);

            a.timeoutNanos = 100;
            context.prepare();
            assertThat(timeoutAfterPrepare()).isEqualTo(100);
        }

        /** S26: a timeout of 0 makes the poll short, and nobody ready. */
        @Test
        void whenItIsZero_thenNobodyIsReady() {
            probe("a", 0).timeoutNanos = 0;

            assertThat(context.prepare()).isFalse();
            assertThat(timeoutAfterPrepare()).isZero();
            assertThat(context.readyPriority()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Nested
    class GivenReadyTimes {
        /** S27: ready at the moment itself, not before. */
        @Test
        void whenTheMomentComes_thenTheSourceIsReady() {
            plain("a", 0).setReadyTimeNanos(10);
            clock.advanceNanos(9);
            assertThat(context.prepare()).isFalse();
            assertThat(timeoutAfterPrepare()).isEqualTo(1);

            clock.advanceNanos(1);
            assertThat(context.prepare()).isTrue();
        }

        /** S27: a source with hooks as well. */
        @Test
        void whenTheHookSaysNoAndTheTimeHasCome_thenTheSourceIsReady() {
            Probe a = probe("a", 0);
            a.source.setReadyTimeNanos(0);

            assertThat(context.prepare()).isTrue();
            assertThat(a.prepares).isEqualTo(1);
        }

        /** S27: if the hook says yes, the time to come does not matter. */
        @Test
        void whenTheHookSaysYesAndTheTimeIsToCome_thenTheSourceIsReady() {
            Probe a = probe("a", 0).preparesReady();
            a.source.setReadyTimeNanos(1_000);

            assertThat(context.prepare()).isTrue();
            assertThat(timeoutAfterPrepare()).isZero();
        }

        /** S27: with none set nobody reads the clock. */
        @Test
        void whenNoneIsSet_thenTheTimeIsNotFixed() {
            Probe a = probe("a", 0);
            context.prepare();

            clock.advanceNanos(3);

            assertThat(a.source.timeNanos()).isEqualTo(3);
        }
    }
}
