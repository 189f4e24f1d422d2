package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.kind.Idle;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.Priority;

/** Idles. S155-S157. */
class IdleTest extends DrivenFixture {
    /** S12, S155, S198. */
    @Test
    void whenItIsMade_thenItHasItsPriorityAndItsName() {
        Source idle = Sources.idle();

        assertThat(idle.priority()).isEqualTo(200).isEqualTo(Priority.DEFAULT_IDLE);
        assertThat(idle.name()).isEqualTo("GIdleSource");
        assertThat(idle.canRecurse()).isFalse();
    }

    @Nested
    class GivenIdlesOfTwoPriorities {
        /**
         * S155.
         *
         * @origin glib/tests/mainloop.c test_priorities
         */
        @Test
        void whenTheMoreUrgentGoesOn_thenTheOtherStarvesUntilItEnds() {
            idle(1, note("b"));
            Source a = idle(0, note("a"));

            assertThat(context.pending()).isTrue();
            assertThat(context.iteration(false)).isTrue();
            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("a", "a");

            a.destroy();
            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("b");
        }

        /** S155. */
        @Test
        void whenNothingIsLeft_thenNothingIsPending() {
            Source only = idle(1, note("b"));
            assertThat(context.pending()).isTrue();
            only.destroy();

            assertThat(context.pending()).isFalse();
        }
    }

    @Nested
    class GivenAnIdleThatGoesOn {
        /** S155, S156: once an iteration, and no poll waits. */
        @Test
        void whenIterated_thenItRunsOnceEachTimeAndNoTimePasses() {
            context.idleAdd(note("idle"));
            context.timeoutAddMillis(5, note("timer"));

            for (int i = 0; i < 4; i++) {
                assertThat(context.iteration(true)).isTrue();
            }

            assertThat(loop.log()).containsExactly("idle", "idle", "idle", "idle");
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** S155. */
        @Test
        void whenATimerIsDue_thenTheIdleWaits() {
            context.idleAdd(note("idle"));
            context.timeoutAddMillis(5, once("timer"));
            clock.advanceNanos(5_000_000);

            context.iteration(true);
            context.iteration(true);

            assertThat(loop.log()).containsExactly("timer", "idle");
        }
    }

    /** It is ready anyhow, before that moment and after. */
    @Test
    void whenItHasAReadyTime_thenItRunsAsIfItHadNone() {
        context.idleAdd(note("idle")).setReadyTimeNanos(7);

        assertThat(context.iteration(true)).isTrue();
        assertThat(clock.elapsedNanos()).isZero();
        clock.advanceNanos(7);
        assertThat(context.iteration(true)).isTrue();

        assertThat(loop.log()).containsExactly("idle", "idle");
    }

    /** S153. @origin glib/tests/mainloop.c test_mainloop_idle_once */
    @Test
    void whenItWantsNoMore_thenItHasRunOnce() {
        Source idle = context.idleAdd(once("idle"));

        assertThat(context.iteration(false)).isTrue();
        assertThat(context.iteration(false)).isFalse();

        assertThat(loop.log()).containsExactly("idle");
        assertThat(idle.isDestroyed()).isTrue();
    }

    /** S76. */
    @Test
    void whenItHasNoCallback_thenItWarnsAndIsRemoved() {
        Source idle = Sources.idle();
        idle.attach(context);

        assertThat(context.iteration(false)).isTrue();

        assertThat(takeDiagnostics()).containsExactly(Diagnostic.NO_CALLBACK);
        assertThat(idle.isDestroyed()).isTrue();
    }

    /** S157: the first idle with that object, and no source of another kind. */
    @Test
    void whenOneIsRemovedByData_thenItIsTheFirstIdleThatHasIt() {
        Object data = new Object();
        context.timeoutAddMillis(0, 0, given -> note("timer").call(), data, null);
        context.idleAdd(7, given -> note("second").call(), data, null);
        context.idleAdd(5, given -> note("first").call(), data, null);

        assertThat(context.removeByKindAndData(Idle.class, data)).isTrue();
        assertThat(context.removeByKindAndData(Idle.class, data)).isTrue();
        assertThat(context.removeByKindAndData(Idle.class, data)).isFalse();

        context.iteration(false);
        assertThat(loop.log()).containsExactly("timer");
    }

    /** S157. */
    @Test
    void whenOneIsRemovedByData_thenTheMostUrgentGoesFirst() {
        Object data = new Object();
        Source second = context.idleAdd(7, given -> true, data, null);
        Source first = context.idleAdd(5, given -> true, data, null);

        context.removeByKindAndData(Idle.class, data);

        assertThat(List.of(first.isDestroyed(), second.isDestroyed())).containsExactly(true, false);
    }
}
