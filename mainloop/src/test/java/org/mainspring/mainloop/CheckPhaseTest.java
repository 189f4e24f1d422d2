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
    class GivenAWatchThatComesOrGoesDuringThePoll {
        private final Source idle = idle("i", 0);
        private final Probe probe = probe("p", 0);

        private void assertVoid() {
            loop.iterate();
            int checksBefore = probe.checks;
            int ranBefore = ran.size();

            assertThat(loop.iterate()).isTrue();
            assertThat(probe.checks).isEqualTo(checksBefore + 1);
            assertThat(ran.subList(ranBefore, ran.size())).contains("i");
        }

        private void assertFirstIterationVoid() {
            assertThat(loop.iterate()).isFalse();
            assertThat(ran).isEmpty();
            assertThat(probe.checks).isZero();
            assertThat(probe.prepares).isEqualTo(1);
            assertVoid();
        }

        /** S55, S64: attached. */
        @Test
        void whenOneIsAttached_thenTheIterationIsVoid() {
            watch("w", 0, channel);
            poller.duringNextPoll(() -> watch("n", 0, new Object()));

            assertFirstIterationVoid();
        }

        /** S55: added to a source that is there. */
        @Test
        void whenOneIsAdded_thenTheIterationIsVoid() {
            Source w = watch("w", 0, channel);
            poller.duringNextPoll(() -> w.addWatch(new Object(), IOCondition.IN));

            assertFirstIterationVoid();
        }

        /** S55: removed. */
        @Test
        void whenOneIsRemoved_thenTheIterationIsVoid() {
            watch("w", 0, channel);
            Source v = plain("v", 0);
            PollRecord record = v.addWatch(channel, IOCondition.IN);
            poller.duringNextPoll(() -> v.removeWatch(record));

            assertFirstIterationVoid();
        }

        /** S55: its source destroyed. */
        @Test
        void whenItsSourceIsDestroyed_thenTheIterationIsVoid() {
            Source w = watch("w", 0, channel);
            poller.duringNextPoll(w::destroy);

            assertFirstIterationVoid();
        }

        /** S55, S10: its source moved. */
        @Test
        void whenItsSourceIsMoved_thenTheIterationIsVoid() {
            Source w = watch("w", 0, channel);
            poller.duringNextPoll(() -> w.setPriority(0));

            assertFirstIterationVoid();
        }

        /** S56: a mask that changes makes nothing void, and counts at once. */
        @Test
        void whenAMaskChanges_thenItCountsAtOnce() {
            idle.destroy();
            Source w = plain("w", 0);
            PollRecord record = w.addWatch(channel, IOCondition.IN.or(IOCondition.OUT));
            makeReady(channel);
            poller.duringNextPoll(() -> w.modifyWatch(record, IOCondition.OUT));

            assertThat(loop.iterate()).isFalse();
            assertThat(ran).isEmpty();
            assertThat(probe.checks).isEqualTo(1);
        }

        /** S55: what was found ready stays so: the one whose prepare said yes is not asked again. */
        @Test
        void whenTheIterationIsVoid_thenWhoWasReadyStaysReady() {
            watch("w", 0, channel);
            probe.preparesReady = true;
            poller.duringNextPoll(() -> watch("n", 0, new Object()));
            loop.iterate();
            probe.preparesReady = false;

            loop.iterate();

            assertThat(ran).containsExactly("i", "p");
            assertThat(probe.prepares).isEqualTo(1);
            assertThat(probe.checks).isZero();
        }

        /** S54, S55: the wake-up is consumed all the same. */
        @Test
        void whenTheIterationIsVoid_thenItsWakeupIsConsumed() {
            idle.destroy();
            Source timeout = timeout("t", 0, 50);
            watch("w", 0, channel);
            poller.duringNextPoll(() -> watch("n", 0, new Object()));
            context.wakeup();

            assertThat(loop.iterateBlocking()).isFalse();
            assertThat(loop.iterateBlocking()).isTrue();
            assertThat(clock.elapsedNanos()).isEqualTo(50);
            assertThat(timeout.isDestroyed()).isFalse();
        }
    }

    @Nested
    class GivenWatchesWithMasks {
        private IOCondition seen(IOCondition mask, IOCondition condition) {
            IOCondition[] seen = {IOCondition.NONE};
            Source[] self = new Source[1];
            PollRecord[] record = new PollRecord[1];
            self[0] = plain("w", 0, () -> seen[0] = self[0].queryWatch(record[0]));
            record[0] = self[0].addWatch(channel, mask);
            poller.makeReady(channel, condition);
            loop.iterate();
            self[0].destroy();
            return seen[0];
        }

        /** S56: through the mask. */
        @Test
        void whenMoreIsSeenThanAskedFor_thenTheMaskCounts() {
            IOCondition inOut = IOCondition.IN.or(IOCondition.OUT);

            assertThat(seen(IOCondition.IN, inOut)).isEqualTo(IOCondition.IN);
            assertThat(seen(inOut, inOut)).isEqualTo(inOut);
            assertThat(seen(IOCondition.OUT, IOCondition.IN)).isEqualTo(IOCondition.NONE);
            assertThat(ran).containsExactly("w", "w");
        }

        /** S56, S119: what nobody has to ask for always passes, even an empty mask. */
        @Test
        void whenTheUnaskedIsSeen_thenItPassesEveryMask() {
            assertThat(seen(IOCondition.NONE, IOCondition.HUP)).isEqualTo(IOCondition.HUP);
            assertThat(seen(IOCondition.OUT, IOCondition.ERR.or(IOCondition.IN)))
                    .isEqualTo(IOCondition.ERR);
            assertThat(seen(IOCondition.IN, IOCondition.NVAL)).isEqualTo(IOCondition.NVAL);
        }

        /** S118: each record of one channel through its own mask. */
        @Test
        void whenSeveralWatchOneChannel_thenEachHasItsOwnMask() {
            watch("in", 0, channel);
            plain("out", 0).addWatch(channel, IOCondition.OUT);
            plain("both", 0).addWatch(channel, IOCondition.OUT.or(IOCondition.IN));
            makeReady(channel);

            loop.iterate();

            assertThat(ran).containsExactly("in", "both");
        }

        /** S56, S127, D6: beyond the cut nothing is seen, and nothing old is left. */
        @Test
        void whenARecordIsCutOff_thenItShowsNothing() {
            Probe w = probe("w", 5);
            PollRecord record = w.source.addWatch(channel, IOCondition.IN);
            w.source.setCanRecurse(true);
            makeReady(channel);
            loop.iterate();
            assertThat(w.source.queryWatch(record)).isEqualTo(IOCondition.IN);

            Source idle = idle("i", 0);
            poller.duringNextPoll(() -> {});
            loop.iterate();

            assertThat(w.source.queryWatch(record)).isEqualTo(IOCondition.NONE);
            assertThat(idle.isDestroyed()).isFalse();
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
