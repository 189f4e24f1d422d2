package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Diagnostic;

/** The fourth phase: who is collected, and what is not asked (S53-S62, S67, S68). */
class CheckPhaseTest extends LoopFixture {
    private final Object channel = new Object();

    @Nested
    class GivenAHookThatChecksAgain {
        /** S53: refused, warned of, and the walk goes on. */
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void whenInAHook_thenItIsRefused(boolean inCheck) {
            List<Boolean> inner = new ArrayList<>();
            Runnable again = () -> inner.add(context.check(0, new PollSet()));
            Probe a = probe("a", 0);
            if (inCheck) {
                a.duringCheck(again).checksReady();
            } else {
                a.duringPrepare(again).preparesReady();
            }
            probe("b", 0).checksReady();

            assertThat(loop.iterate()).isTrue();

            assertThat(inner).containsExactly(false);
            assertThat(warnings).containsExactly(Diagnostic.ITERATION_IN_HOOK);
            assertThat(ran).containsExactly("a", "b");
        }

        /** S86, D7: an iteration within a hook does nothing at all; GLib polls and dispatches. */
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void whenAHookIterates_thenNothingIsDone(boolean mayBlock) {
            watch("w", 0, channel);
            makeReady(channel);
            List<Boolean> inner = new ArrayList<>();
            Probe a = probe("a", 0);
            a.duringCheck(() -> {
                int before = polls();
                inner.add(context.iteration(mayBlock));
                inner.add(context.pending());
                assertThat(polls()).isEqualTo(before);
                assertThat(ran).isEmpty();
            });

            assertThat(loop.iterate()).isTrue();

            assertThat(inner).containsExactly(false, false);
            assertThat(warnings).containsExactly(Diagnostic.ITERATION_IN_HOOK, Diagnostic.ITERATION_IN_HOOK);
            assertThat(ran).containsExactly("w");
        }

        /** S86: a run within a hook returns at once, and warns by a code of its own. */
        @Test
        void whenAHookRunsALoop_thenItReturnsAtOnce() {
            MainLoop inner = new MainLoop(context);
            probe("a", 0).duringPrepare(inner::run);

            loop.iterate();

            assertThat(warnings).containsExactly(Diagnostic.RUN_IN_HOOK);
            assertThat(inner.isRunning()).isFalse();
        }
    }

    @Nested
    class GivenWhatPrepareFoundHasGone {
        private final Source idle = idle("i", 0);
        private final Probe worse = probe("p", 10);
        private final Object worseChannel = new Object();
        private final Source worseWatch = watch("w", 10, worseChannel);

        private void duringPoll(Runnable action) {
            watch("v", 0, channel);
            poller.duringNextPoll(action);
        }

        /** S58, S63, X11: the walk goes on to those who were neither prepared nor polled. */
        @Test
        void whenItWasDestroyedDuringThePoll_thenLessUrgentOnesAreChecked() {
            worse.checksReady();
            duringPoll(idle::destroy);

            assertThat(loop.iterate()).isTrue();

            assertThat(asked).containsExactly("check p");
            assertThat(ran).containsExactly("p");
        }

        /** S58: an idle there, likewise. */
        @Test
        void whenItWasDestroyedDuringThePoll_thenALessUrgentIdleRuns() {
            idle("j", 10);
            duringPoll(idle::destroy);

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("j");
        }

        /** S58: moved behind others, it is not better than they are. */
        @Test
        void whenItWasMovedDuringThePoll_thenTheNextLevelRuns() {
            worse.checksReady();
            duringPoll(() -> idle.setPriority(20));

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("p");
        }

        /** S58, S127, D6: but a watch that was not polled is not ready, whatever an earlier poll saw. */
        @Test
        void whenALessUrgentWatchWasNotPolled_thenItIsNotReady() {
            makeReady(worseChannel);
            duringPoll(idle::destroy);

            assertThat(loop.iterate()).isFalse();

            assertThat(ran).isEmpty();
            assertThat(worseWatch.isDestroyed()).isFalse();
        }
    }

    @Nested
    class GivenSeveralWaysToBeReady {
        /** S59: the hook is asked first; if it says yes, that is enough. */
        @Test
        void whenTheHookSaysYes_thenTheSourceIsReady() {
            Probe a = probe("a", 0).checksReady();
            a.source.addWatch(channel, IOCondition.IN);
            a.source.setReadyTimeNanos(1_000);

            assertThat(loop.iterate()).isTrue();
        }

        /** S59: else a watch. */
        @Test
        void whenTheHookSaysNoAndAWatchIsReady_thenTheSourceIsReady() {
            Probe a = probe("a", 0);
            a.source.addWatch(new Object(), IOCondition.IN);
            a.source.addWatch(channel, IOCondition.IN);
            makeReady(channel);

            assertThat(loop.iterate()).isTrue();
            assertThat(a.checks).isEqualTo(1);
        }

        /** S59: else the time, which may have come in the poll. */
        @Test
        void whenTheHookSaysNoAndTheTimeHasCome_thenTheSourceIsReady() {
            Probe a = probe("a", 0);
            a.source.setReadyTimeNanos(50);

            loop.iterateBlocking();
            assertThat(loop.iterateBlocking()).isTrue();
            assertThat(ran).containsExactly("a");
            assertThat(clock.elapsedNanos()).isEqualTo(50);
        }

        /** S25, S59: who was found ready by prepare is not checked. */
        @Test
        void whenPrepareSaidYes_thenTheHookIsNotAsked() {
            Probe a = probe("a", 0).preparesReady();

            loop.iterate();

            assertThat(a.checks).isZero();
        }

        /** S59: a watch that a hook before it has removed makes nobody ready. */
        @Test
        void whenItsWatchIsRemovedByAHookBefore_thenItIsNotReady() {
            Probe a = probe("a", 0);
            Source w = plain("w", 0);
            PollRecord record = w.addWatch(channel, IOCondition.IN);
            makeReady(channel);
            a.duringCheck(() -> {
                if (a.checks == 1) {
                    w.removeWatch(record);
                }
            });

            assertThat(loop.iterate()).isFalse();
            assertThat(ran).isEmpty();
        }

        /** S59: a hook that throws is destroyed, and ready of nothing. */
        @Test
        void whenTheHookThrows_thenItsSourceIsDestroyedAndTheOthersRun() {
            Probe a = probe("a", 0).duringCheck(() -> {
                throw new IllegalStateException("from check");
            });
            probe("b", 0).checksReady();

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("b");
            assertThat(failures).hasSize(1);
            assertThat(a.source.isDestroyed()).isTrue();
            assertThat(a.isFinalized).isTrue();
        }
    }

    @Nested
    class GivenOneLevelIsCollected {
        /** S61, X3, X8: who is less urgent is not even asked. */
        @Test
        void whenSomethingIsCollected_thenWhoIsLessUrgentIsNotAsked() {
            probe("a", 0).checksReady();
            Probe b = probe("b", 1);

            loop.iterate();

            assertThat(b.prepares).isEqualTo(1);
            assertThat(b.checks).isZero();
        }

        /** S61: a better one that check finds displaces what prepare found; that stays ready. */
        @Test
        void whenCheckFindsABetterOne_thenItAloneRuns() {
            Probe better = probe("a", -1).checksReady();
            Probe b = probe("b", 0).preparesReady();
            loop.iterate();
            b.preparesReady = false;
            better.checksReady = false;
            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("a", "b");
        }

        /** S62, X32: one that destroys itself in its check and says yes: collected, and nothing runs. */
        @Test
        void whenACheckHookDestroysItselfAndSaysYes_thenTheIterationTellsTrueAndNothingRuns() {
            Probe a = probe("a", 0).checksReady();
            a.duringCheck(a.source::destroy);
            probe("b", 1).checksReady();

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).isEmpty();
            assertThat(asked).doesNotContain("check b");
        }
    }

    @Nested
    class GivenACheckThatIsRepeated {
        /** S67, D4: nobody runs twice. */
        @Test
        void whenCheckedTwice_thenEachRunsOnce() {
            idle("i", 0);
            probe("p", 0).checksReady();
            context.tryAcquire();
            PollSet set = new PollSet();
            context.prepare();
            context.query(0, set);

            assertThat(context.check(0, set)).isTrue();
            assertThat(context.check(0, set)).isTrue();
            context.dispatch();

            assertThat(ran).containsExactly("i", "p");
        }

        /** S68: a set without entries is fine. */
        @Test
        void whenTheSetIsEmpty_thenWhoIsReadyOtherwiseIsCollected() {
            idle("i", 0);
            context.tryAcquire();
            context.prepare();

            assertThat(context.check(Integer.MAX_VALUE, new PollSet())).isTrue();
        }
    }
}
