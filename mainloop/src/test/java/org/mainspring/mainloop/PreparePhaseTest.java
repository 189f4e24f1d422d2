package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.time.Nanos;

/** The first phase by itself, as one sees it who drives the loop from outside (S20-S33). */
class PreparePhaseTest extends LoopFixture {
    @BeforeEach
    void acquire() {
        assertThat(context.tryAcquire()).isTrue();
    }

    @Nested
    class GivenNothing {
        /** S23, S32: no timeout, no priority, not ready. */
        @Test
        void whenPrepared_thenNothingIsReadyAndThePollHasNoEnd() {
            assertThat(context.prepare()).isFalse();

            assertThat(context.readyPriority()).isEqualTo(Integer.MAX_VALUE);
            assertThat(timeoutAfterPrepare()).isEqualTo(Nanos.NEVER);
        }

        /** S33 is not ours: a phase is for the owner. */
        @Test
        void whenTheCallerIsNotTheOwner_thenItIsRefused() {
            context.release();

            assertThatThrownBy(context::prepare)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Thread.currentThread().toString());
        }
    }

    @Nested
    class GivenACollectedBatch {
        private Probe a;

        @BeforeEach
        void collect() {
            a = probe("a", 0).preparesReady().once();
            assertThat(context.pending()).isTrue();
        }

        /** S22: it is dropped; its members stay ready, and are not asked. */
        @Test
        void whenPrepared_thenItIsDroppedAndItsMembersStayReady() {
            a.preparesReady = false;

            assertThat(context.prepare()).isTrue();
            context.dispatch();

            assertThat(ran).isEmpty();
            assertThat(a.prepares).isEqualTo(1);
            assertThat(context.readyPriority()).isZero();
        }

        /** S22, D9: one that was destroyed meanwhile has its end then. */
        @Test
        void whenAMemberWasDestroyed_thenItEndsWhenTheBatchIsDropped() {
            a.source.destroy();
            assertThat(a.isFinalized).isFalse();

            context.prepare();

            assertThat(a.isFinalized).isTrue();
        }
    }

    @Nested
    class GivenALevelThatIsReady {
        /** S24: no one of a worse priority is asked. */
        @Test
        void whenPrepared_thenWhoIsLessUrgentIsNotAsked() {
            probe("a", 0).preparesReady();
            probe("b", 1);

            context.prepare();

            assertThat(asked).containsExactly("prepare a");
        }

        /** S24: everybody of the same priority still is, behind him and before him. */
        @Test
        void whenPrepared_thenItsEqualsAreAllAsked() {
            probe("a", 0);
            probe("b", 0).preparesReady();
            probe("c", 0);
            idle("i", 0);
            probe("d", 0);

            context.prepare();

            assertThat(asked).containsExactly("prepare a", "prepare b", "prepare c", "prepare d");
        }

        /** S24, X8: who is more urgent is asked first. */
        @Test
        void whenPrepared_thenWhoIsMoreUrgentIsAsked() {
            idle("i", 0);
            probe("a", -1);

            context.prepare();

            assertThat(asked).containsExactly("prepare a");
            assertThat(context.readyPriority()).isZero();
        }

        /** S24: the destroyed are skipped. */
        @Test
        void whenOneDestroysTheNext_thenTheNextIsNotAsked() {
            Probe b = loose("b", 0);
            probe("a", 0).duringPrepare(b.source::destroy);
            attach(b.source, 0);

            context.prepare();

            assertThat(asked).containsExactly("prepare a");
        }

        /** X6: a timeout that is due at a worse priority is not marked, so it can still be called off. */
        @Test
        void whenATimeoutIsDueAtAWorsePriority_thenItIsNotMarked() {
            Source timeout = timeout("t", 1, 0);
            Probe a = probe("a", 0).preparesReady().once();

            loop.iterate();
            timeout.clearReadyTime();
            loop.iterate();

            assertThat(ran).containsExactly("a");
            assertThat(a.source.isDestroyed()).isTrue();
        }

        /** S30, S31: no wait, whatever others said before. */
        @Test
        void whenAnotherHasNamedATimeout_thenTheTimeoutIsZeroNevertheless() {
            probe("a", -1).timeoutNanos = 500;
            probe("b", 0).preparesReady();

            context.prepare();

            assertThat(timeoutAfterPrepare()).isZero();
        }
    }

    @Nested
    class GivenASourceThatWasFoundReady {
        private Probe a;

        @BeforeEach
        void find() {
            a = probe("a", 0).preparesReady();
            context.prepare();
        }

        /** S25: sticky. It is not asked again before it was dispatched. */
        @Test
        void whenPreparedAgain_thenItIsNotAsked() {
            a.preparesReady = false;

            assertThat(context.prepare()).isTrue();

            assertThat(a.prepares).isEqualTo(1);
        }

        /** S25: nor is its ready time looked at. */
        @Test
        void whenItsReadyTimeIsPutOff_thenItIsReadyStill() {
            a.preparesReady = false;
            a.source.setReadyTimeNanos(Nanos.NEVER - 1);

            assertThat(context.prepare()).isTrue();
            assertThat(context.readyPriority()).isZero();
        }

        /** S25: after it was dispatched it is asked again. */
        @Test
        void whenItWasDispatched_thenItIsAskedAgain() {
            a.preparesReady = false;

            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("a");
            assertThat(a.prepares).isEqualTo(2);
            assertThat(a.checks).isEqualTo(1);
        }

        /** S30: its priority of now counts. */
        @Test
        void whenItsPriorityIsSet_thenThatOneIsReady() {
            a.source.setPriority(12);

            assertThat(context.prepare()).isTrue();
            assertThat(context.readyPriority()).isEqualTo(12);
        }

        /** S25, S142: clearing the ready time that made it ready does not call it off. */
        @Test
        void whenATimeoutWasFoundReadyAndIsClearedByAnother_thenItRunsNevertheless() {
            a.source.destroy();
            Source timeout = timeout("t", 10, 0);
            context.prepare();
            Probe urgent = probe("u", 0).checksReady().duringDispatch(timeout::clearReadyTime);

            loop.iterate();
            urgent.source.destroy();
            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("u", "t", "t");
        }
    }

    @Nested
    class GivenAHookThatPreparesAgain {
        private final List<Boolean> inner = new ArrayList<>();
        private final List<Integer> priorities = new ArrayList<>();

        /** S21: warned, refused, and nothing is changed by it. */
        @Test
        void whenInPrepare_thenItIsRefused() {
            probe("a", 3).preparesReady();
            context.prepare();
            probe("b", 2)
                    .duringPrepare(() -> {
                        inner.add(context.prepare());
                        priorities.add(context.readyPriority());
                    })
                    .timeoutNanos = 77;

            assertThat(context.prepare()).isTrue();

            assertThat(inner).containsExactly(false);
            assertThat(warnings).containsExactly(Diagnostic.ITERATION_IN_HOOK);
            assertThat(asked).containsExactly("prepare a", "prepare b");
            assertThat(context.readyPriority()).isEqualTo(3);
        }

        /** S21: the same from within check. */
        @Test
        void whenInCheck_thenItIsRefused() {
            probe("a", 0).duringCheck(() -> inner.add(context.prepare())).checksReady();

            assertThat(loop.iterate()).isTrue();

            assertThat(inner).containsExactly(false);
            assertThat(warnings).containsExactly(Diagnostic.ITERATION_IN_HOOK);
            assertThat(ran).containsExactly("a");
        }

        /** S21: a hook of another context is no hindrance. */
        @Test
        void whenItIsAnotherContexts_thenItIsPrepared() {
            try (MainContext other = new MainContext(clock, ignored -> new ScriptedPoller(clock))) {
                other.idleAdd(() -> true);
                probe("a", 0).duringPrepare(() -> inner.add(other.iteration(false)));

                context.prepare();

                assertThat(inner).containsExactly(true);
                assertThat(warnings).isEmpty();
            }
        }

        /** S21: after a hook has thrown the loop is not taken to be in it still. */
        @Test
        void whenAHookHasThrown_thenPrepareIsAllowed() {
            IllegalStateException thrown = new IllegalStateException("from the hook");
            Probe a = probe("a", 0).duringPrepare(() -> {
                throw thrown;
            });

            assertThat(context.prepare()).isFalse();
            assertThat(context.prepare()).isFalse();

            assertThat(warnings).isEmpty();
            assertThat(failures).containsExactly(thrown);
            assertThat(a.source.isDestroyed()).isTrue();
            assertThat(a.prepares).isEqualTo(1);
        }
    }
}
