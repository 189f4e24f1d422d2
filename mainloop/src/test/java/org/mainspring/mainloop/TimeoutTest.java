package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.Nanos;

/** Timeouts. S144-S148, S151-S154. */
class TimeoutTest extends DrivenFixture {
    @Nested
    class GivenATimeoutThatIsNotAttachedYet {
        /** S145: the first interval begins when it is made. */
        @Test
        void whenItIsAttachedLate_thenItWaitsForTheRestOnly() {
            Source timeout = Sources.timeoutNanos(10 * Nanos.PER_MILLI, clock);
            clock.advanceNanos(7 * Nanos.PER_MILLI);
            attach(timeout, loop.logging("tick"));

            loop.advanceMillis(20);

            assertThat(loop.log()).containsExactly("tick@10ms", "tick@20ms");
        }

        /** S145. */
        @Test
        void whenItIsAttachedTooLate_thenItRunsAtOnce() {
            Source timeout = Sources.timeoutNanos(10, clock);
            clock.advanceNanos(700);
            attach(timeout, once("tick"));

            assertThat(context.iteration(false)).isTrue();

            assertThat(loop.log()).containsExactly("tick");
        }

        /** Ours: one that was armed by the system's clock is armed anew for a context with another. */
        @Test
        void whenTheContextHasAnotherClock_thenItWaitsFromAttachmentOn() {
            Source timeout = Sources.timeout(Duration.ofMillis(10));
            clock.advanceNanos(Duration.ofDays(3).toNanos());
            attach(timeout, once("tick"));

            assertThat(timeout.readyTimeNanos())
                    .isEqualTo(Duration.ofDays(3).plusMillis(10).toNanos());
        }

        /** S144, S198. */
        @Test
        void thenItHasDefaultPriorityNoNameAndAReadyTime() {
            Source timeout = Sources.timeoutNanos(10, clock);

            assertThat(timeout.priority()).isEqualTo(Priority.DEFAULT);
            assertThat(timeout.name()).isNull();
            assertThat(timeout.readyTimeNanos()).isEqualTo(10);
        }
    }

    @Nested
    class GivenATimeoutThatRuns {
        /** S146: the next interval counts from the time of the iteration, so lateness stays. */
        @Test
        void whenAnIterationComesLate_thenAllLaterOnesAreAsLate() {
            context.timeoutAddMillis(10, loop.logging("tick"));
            clock.advanceNanos(13 * Nanos.PER_MILLI);

            loop.advanceMillis(20);

            assertThat(loop.log()).containsExactly("tick@13ms", "tick@23ms", "tick@33ms");
        }

        /** S146: the time that the callback takes is not added. */
        @Test
        void whenTheCallbackTakesTime_thenTheNextIntervalStillCountsFromTheIteration() {
            context.timeoutAddMillis(10, () -> {
                loop.note("tick@" + clock.nanos() / Nanos.PER_MILLI);
                clock.advanceNanos(4 * Nanos.PER_MILLI);
                return Source.CONTINUE;
            });

            for (int i = 0; i < 3; i++) {
                context.iteration(true);
            }

            assertThat(loop.log()).containsExactly("tick@10", "tick@20", "tick@30");
        }

        /** S146: what was missed is not made up for. */
        @Test
        void whenTheCallbackTakesLongerThanTheInterval_thenItRunsAgainOnceAtOnce() {
            int[] calls = new int[1];
            context.timeoutAddMillis(10, () -> {
                loop.note("tick@" + clock.nanos() / Nanos.PER_MILLI);
                clock.advanceNanos(calls[0]++ == 0 ? 55 * Nanos.PER_MILLI : 0);
                return Source.CONTINUE;
            });

            for (int i = 0; i < 4; i++) {
                context.iteration(true);
            }

            assertThat(loop.log()).containsExactly("tick@10", "tick@65", "tick@75", "tick@85");
        }

        /** S146: the base is the time that a nested iteration has read. */
        @Test
        void whenTheCallbackIterates_thenTheNextIntervalCountsFromThen() {
            context.timeoutAddMillis(10, () -> {
                loop.note("tick@" + clock.nanos() / Nanos.PER_MILLI);
                clock.advanceNanos(3 * Nanos.PER_MILLI);
                context.iteration(false);
                return Source.CONTINUE;
            });
            // without a timer to look at, the nested iteration reads no clock
            context.timeoutAdd(Duration.ofDays(1), note("never"));

            context.iteration(true);
            context.iteration(true);

            assertThat(loop.log()).containsExactly("tick@10", "tick@23");
        }

        /** S146: the callback has the last word only if it wants more. */
        @Test
        void whenTheCallbackSetsTheReadyTimeItself_thenTheIntervalOverridesIt() {
            Source[] self = new Source[1];
            self[0] = context.timeoutAddMillis(
                    10, then("tick", () -> self[0].setReadyTimeNanos(11 * Nanos.PER_MILLI), Source.CONTINUE));

            context.iteration(true);

            assertThat(self[0].readyTimeNanos()).isEqualTo(20 * Nanos.PER_MILLI);
        }

        /** S75, S153. */
        @Test
        void whenTheCallbackWantsNoMore_thenItWasTheLast() {
            Source timeout = context.timeoutAddMillis(10, loop.loggingOnce("tick"));

            loop.advance(Duration.ofHours(1));

            assertThat(loop.log()).containsExactly("tick@10ms");
            assertThat(timeout.isDestroyed()).isTrue();
        }

        /** S76. */
        @Test
        void whenItHasNoCallback_thenItWarnsAndIsRemoved() {
            Source timeout = Sources.timeoutNanos(0, clock);
            timeout.attach(context);

            assertThat(context.iteration(false)).isTrue();

            assertThat(takeDiagnostics()).containsExactly(Diagnostic.NO_CALLBACK);
            assertThat(timeout.isDestroyed()).isTrue();
        }
    }

    @Nested
    class GivenSeveralTimeouts {
        /** S152: position decides, not expiry. */
        @Test
        void whenTheyAreDueInOneIteration_thenTheFirstAttachedRunsFirst() {
            context.timeoutAddMillis(20, once("twenty"));
            context.timeoutAddMillis(5, once("five"));
            context.timeoutAddMillis(10, once("ten"));
            clock.advanceNanos(Duration.ofSeconds(1).toNanos());

            context.iteration(false);

            assertThat(loop.log()).containsExactly("twenty", "five", "ten");
        }

        /** S152: priority comes before expiry. */
        @Test
        void whenTheyDifferInPriority_thenTheMostUrgentRunsFirst() {
            context.timeoutAddMillis(10, 5, data -> once("early").call(), null, null);
            context.timeoutAddMillis(-10, 20, data -> once("urgent").call(), null, null);
            clock.advanceNanos(Duration.ofSeconds(1).toNanos());

            context.iteration(false);
            assertThat(takeLog()).containsExactly("urgent");
            context.iteration(false);
            assertThat(takeLog()).containsExactly("early");
        }

        /**
         * S146.
         *
         * @origin glib/tests/mainloop.c test_timeouts
         */
        @Test
        void whenTimePasses_thenEachRunsAsOftenAsItsIntervalFits() {
            int[] runs = new int[3];
            int[] millis = {100, 250, 330};
            for (int i = 0; i < runs.length; i++) {
                int me = i;
                context.timeoutAddMillis(millis[i], () -> ++runs[me] > 0);
            }

            loop.advanceMillis(1_050);

            assertThat(runs).containsExactly(10, 4, 3);
        }

        /**
         * S148.
         *
         * @origin glib/tests/mainloop.c test_timeouts_ns
         */
        @Test
        void whenTheirIntervalsArePowersOfTwo_thenEachRunsExactlyAsOftenAsItFits() {
            int from = 12;
            int[] runs = new int[30];
            for (int i = from; i < runs.length; i++) {
                int me = i;
                context.timeoutAdd(Duration.ofNanos(1L << i), () -> ++runs[me] > 0);
            }
            context.timeoutAdd(Duration.ofNanos(Long.MAX_VALUE), note("never"));

            loop.advanceNanos(1L << 29);

            for (int i = from; i < runs.length; i++) {
                assertThat(runs[i]).as("interval 2^%d", i).isEqualTo(1 << (29 - i));
            }
            assertThat(loop.log()).isEmpty();
        }
    }

    @Nested
    class GivenAnIntervalOfZero {
        /** S147, X27. */
        @Test
        void whenNoTimePasses_thenItRunsInEveryIterationAndStarvesTheLessUrgent() {
            context.timeoutAddMillis(0, note("zero"));
            context.idleAdd(note("starved"));

            for (int i = 0; i < 5; i++) {
                assertThat(context.iteration(true)).isTrue();
            }

            assertThat(loop.log()).containsOnly("zero").hasSize(5);
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** @origin glib/tests/mainloop.c test_prepare_timeout */
        @Test
        void whenPrepareIsAsked_thenItIsReadyWithItsPriority() {
            context.timeoutAddMillis(666, 0, data -> true, null, null);
            context.tryAcquire();

            assertThat(context.prepare()).isTrue();

            assertThat(context.readyPriority()).isEqualTo(666);
            context.release();
        }
    }

    @Nested
    class GivenAnIntervalPastTheEndOfTime {
        /**
         * S148, S151.
         *
         * @origin glib/tests/timeout.c test_weeks_overflow
         */
        @Test
        void whenItIsMade_thenItsMomentNeverComes() {
            clock.advanceNanos(5);
            assertThat(context.timeoutAdd(Duration.ofSeconds(Long.MAX_VALUE), note("never"))
                            .readyTimeNanos())
                    .isEqualTo(Nanos.NEVER);
            assertThat(context.timeoutAddMillis(Long.MAX_VALUE, note("never")).readyTimeNanos())
                    .isEqualTo(Nanos.NEVER);
            assertThat(context.timeoutAdd(Duration.ofNanos(Long.MAX_VALUE), note("never"))
                            .readyTimeNanos())
                    .isEqualTo(Nanos.NEVER);

            loop.advance(Duration.ofDays(100_000));

            assertThat(loop.log()).isEmpty();
        }

        /** S146: so does a re-arm. */
        @Test
        void whenItIsArmedAgainNearTheEnd_thenItSaturates() {
            Source timeout = Sources.timeoutNanos(Long.MAX_VALUE / 2, clock);
            attach(timeout, note("tick"));
            clock.advanceTo(Long.MAX_VALUE / 2 + 10);

            context.iteration(false);

            assertThat(loop.log()).containsExactly("tick");
            assertThat(timeout.readyTimeNanos()).isEqualTo(Nanos.NEVER);
        }
    }

    @Nested
    class GivenANegativeInterval {
        /** Decision 3: C's are unsigned. */
        @Test
        void whenItIsGiven_thenItIsRefusedWithItsValue() {
            assertThatThrownBy(() -> Sources.timeout(Duration.ofMillis(-5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("interval < 0: PT-0.005S");
            assertThatThrownBy(() -> Sources.timeoutNanos(-5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("interval < 0: -5");
            assertThatThrownBy(() -> Sources.timeoutMillis(-6))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("interval < 0: -6");
            assertThatThrownBy(() -> context.timeoutAdd(Duration.ofMillis(-5), note("never")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> context.timeoutAddMillis(-7, note("never")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("interval < 0: -7");
            assertThat(sleeps()).isTrue();
        }
    }
}
