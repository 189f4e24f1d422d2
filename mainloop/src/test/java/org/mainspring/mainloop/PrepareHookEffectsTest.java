package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a prepare hook does to others comes out as in one walk over one list (S34-S36). */
class PrepareHookEffectsTest extends LoopFixture {
    @Nested
    class GivenAHookThatAttaches {
        private final Probe newcomer = loose("n", 0);

        private void attachOnce(Probe probe) {
            if (probe.source.id() == 0) {
                probe.source.attach(context);
            }
        }

        /** S34: behind him is visited in the same pass. */
        @ParameterizedTest
        @ValueSource(ints = {0, 1})
        void whenTheNewcomerStandsBehind_thenItIsAskedInTheSameWalk(int priority) {
            newcomer.source.setPriority(priority);
            probe("a", 0).duringPrepare(() -> attachOnce(newcomer));

            loop.iterate();

            assertThat(asked).containsExactly("prepare a", "prepare n", "check a", "check n");
        }

        /** S34: behind him, but cut off by who is ready, is not. */
        @Test
        void whenTheNewcomerIsCutOff_thenItIsNotAsked() {
            newcomer.source.setPriority(1);
            probe("a", 0).preparesReady().duringPrepare(() -> attachOnce(newcomer));

            loop.iterate();

            assertThat(asked).containsExactly("prepare a");
        }

        /** S34, S63: before him is not visited by prepare, but by check. */
        @Test
        void whenTheNewcomerStandsBefore_thenItIsOnlyChecked() {
            newcomer.source.setPriority(-1);
            newcomer.checksReady();
            probe("a", 0).duringPrepare(() -> attachOnce(newcomer));

            assertThat(loop.iterate()).isTrue();

            assertThat(asked).containsExactly("prepare a", "check n");
            assertThat(ran).containsExactly("n");
        }

        /** Ours, where S34 has it take part in the walk: the owner learns of it in check. */
        @Test
        void whenAnotherThreadAttachesBehind_thenItIsOnlyChecked() {
            newcomer.source.setPriority(1);
            probe("a", 0).duringPrepare(() -> TestThreads.elsewhereDo(() -> attachOnce(newcomer)));

            loop.iterate();
            assertThat(asked).containsExactly("prepare a", "check a", "check n");

            loop.iterate();
            assertThat(asked).endsWith("prepare a", "prepare n", "check a", "check n");
        }

        /** S34: an idle behind him is ready at once. */
        @Test
        void whenAnIdleIsAttachedBehind_thenItRunsInThisIteration() {
            boolean[] done = {false};
            probe("a", 0).duringPrepare(() -> {
                if (!done[0]) {
                    done[0] = true;
                    idle("i", 3);
                }
            });

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(ran).containsExactly("i");
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** S34: a timeout that is due, likewise. */
        @Test
        void whenADueTimeoutIsAttachedBehind_thenItRunsInThisIteration() {
            boolean[] done = {false};
            probe("a", 0).duringPrepare(() -> {
                if (!done[0]) {
                    done[0] = true;
                    timeout("t", 0, 0);
                }
            });
            probe("b", 0);

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(ran).containsExactly("t");
        }

        /** S34: a timeout before him that is due: not found by this walk, but the poll does not sleep. */
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void whenADueTimeoutIsAttachedBefore_thenThePollDoesNotSleep(boolean anotherIsArmed) {
            Probe a = probe("a", 0);
            a.duringPrepare(() -> {
                if (a.prepares == 1) {
                    timeout("t", -1, 0);
                }
            });
            if (anotherIsArmed) {
                timeout("later", 5, 50);
            }

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(ran).containsExactly("t");
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** S34, S48: a watch before him is polled in this iteration already. */
        @Test
        void whenAWatchIsAttachedBefore_thenItIsPolled() {
            Object channel = new Object();
            makeReady(channel);
            boolean[] done = {false};
            probe("a", 0).duringPrepare(() -> {
                if (!done[0]) {
                    done[0] = true;
                    watch("w", -1, channel);
                }
            });

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("w");
        }
    }

    @Nested
    class GivenAHookThatDestroys {
        /** S34: himself, and says "ready": that counts, and nobody runs. */
        @Test
        void whenItDestroysItselfAndSaysReady_thenThePollIsShortAndNothingRuns() {
            Object channel = new Object();
            watch("w", 3, channel);
            Probe a = probe("a", 3).preparesReady();
            a.duringPrepare(a.source::destroy);
            probe("b", 4);

            assertThat(loop.iterateBlocking()).isFalse();

            assertThat(ran).isEmpty();
            assertThat(poller.timeouts()).containsExactly(0L);
            assertThat(asked).startsWith("prepare a").doesNotContain("prepare b");
        }

        /** S34: the level of the one who has gone is what the caller is told. */
        @Test
        void whenItDestroysItselfAndSaysReady_thenItsPriorityIsTold() {
            Probe a = probe("a", 3).preparesReady();
            a.duringPrepare(a.source::destroy);
            context.tryAcquire();

            assertThat(context.prepare()).isTrue();
            assertThat(context.readyPriority()).isEqualTo(3);
        }

        /** S24, S34, X6: one who was found ready before him counts although he is gone: nobody worse is asked. */
        @Test
        void whenItDestroysWhoWasFoundReady_thenWhoIsLessUrgentIsNotAsked() {
            Source idle = idle("i", 0);
            probe("a", 0).duringPrepare(idle::destroy);
            Probe worse = probe("b", 1);
            context.tryAcquire();

            assertThat(context.prepare()).isTrue();

            assertThat(context.readyPriority()).isZero();
            assertThat(worse.prepares).isZero();
        }

        /** S24: one who was found ready before him is gone, and does not run. */
        @Test
        void whenItDestroysWhoWasFoundReady_thenThatOneDoesNotRun() {
            Probe a = probe("a", 0).preparesReady();
            probe("b", 0).duringPrepare(a.source::destroy);
            idle("i", 5);

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("i");
        }
    }

    @Nested
    class GivenAHookThatSetsAReadyTime {
        /** S35: on one behind him: ready now, and the poll is short. */
        @ParameterizedTest
        @ValueSource(ints = {0, 7})
        void whenTheOtherStandsBehind_thenItIsReadyNow(int priority) {
            Source[] other = new Source[1];
            probe("a", 0).duringPrepare(() -> other[0].setReadyTimeNanos(0));
            other[0] = plain("t", priority);
            context.tryAcquire();

            assertThat(context.prepare()).isTrue();
            assertThat(context.readyPriority()).isEqualTo(priority);

            loop.iterateBlocking();
            assertThat(ran).containsExactly("t");
        }

        /** S35: on one before him: not ready in this walk, but the poll ends at once and check finds it. */
        @ParameterizedTest
        @ValueSource(ints = {0, -7})
        void whenTheOtherStandsBefore_thenThePollEndsAtOnceAndItRunsInThisIteration(int priority) {
            Source other = plain("t", priority);
            probe("a", 0).duringPrepare(() -> other.setReadyTimeNanos(0));
            timeout("later", 0, 50 * MILLI);

            context.tryAcquire();
            assertThat(context.prepare()).isFalse();
            other.clearReadyTime();

            assertThat(loop.iterateBlocking()).isTrue();
            assertThat(ran).containsExactly("t");
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** S35, S25: one before him that becomes due is not sticky, since this walk has not found it. */
        @Test
        void whenTheOtherStandsBeforeAndIsClearedDuringThePoll_thenItDoesNotRun() {
            Object channel = new Object();
            watch("w", 0, channel);
            Source other = plain("t", 0);
            boolean[] done = {false};
            probe("a", 0).duringPrepare(() -> {
                if (!done[0]) {
                    done[0] = true;
                    other.setReadyTimeNanos(0);
                }
            });
            poller.duringNextPoll(other::clearReadyTime);

            assertThat(loop.iterateBlocking()).isFalse();

            assertThat(polls()).isEqualTo(1);
            assertThat(ran).isEmpty();
        }
    }

    /** S36 as [PORT]: every source that is not moved and not cut off is visited exactly once. */
    @Nested
    class GivenAHookThatMoves {
        private final Probe a = probe("a", 0);
        private final Probe b = probe("b", 0);
        private final Probe c = probe("c", 0);
        private final Probe d = probe("d", 10);

        /** Gives up after some visits, so that a walk that would never end fails. */
        private void moveUnlessEndless(Probe probe, int priority) {
            if (probe.prepares + probe.checks < 10) {
                probe.source.setPriority(priority);
            }
        }

        private void assertUnmovedAreVisitedOnce(Probe... unmoved) {
            for (Probe probe : unmoved) {
                assertThat(probe.prepares).as("prepares").isEqualTo(1);
                assertThat(probe.checks).as("checks").isEqualTo(1);
            }
        }

        /** S36: himself, to a worse level. */
        @Test
        void whenItMovesItselfBack_thenNobodyIsSkipped() {
            b.duringPrepare(() -> moveUnlessEndless(b, 10));

            loop.iterate();

            assertUnmovedAreVisitedOnce(a, c, d);
            assertThat(b.prepares).isBetween(1, 2);
            assertThat(asked)
                    .containsSubsequence(
                            "prepare a", "prepare c", "prepare d", "check a", "check c", "check d", "check b");
        }

        /** S36: himself, to a better level. */
        @Test
        void whenItMovesItselfForward_thenNobodyIsSkipped() {
            b.duringPrepare(() -> moveUnlessEndless(b, -5));

            loop.iterate();

            assertUnmovedAreVisitedOnce(a, c, d);
            assertThat(b.prepares).isEqualTo(1);
            assertThat(asked).containsSubsequence("check b", "check a", "check c", "check d");
        }

        /** S36: himself, behind his equals: the walk ends although there is always somebody behind. */
        @Test
        void whenItMovesItselfBehindItsEqualsEveryTime_thenTheWalkEnds() {
            b.duringPrepare(() -> moveUnlessEndless(b, 0));

            loop.iterate();

            assertUnmovedAreVisitedOnce(a, c, d);
            assertThat(b.prepares).isBetween(1, 2);
        }

        /** S36: and so does the walk of check. */
        @Test
        void whenACheckHookMovesItselfBehindItsEqualsEveryTime_thenTheWalkEnds() {
            b.duringCheck(() -> moveUnlessEndless(b, 0));

            loop.iterate();

            assertUnmovedAreVisitedOnce(a, c, d);
            assertThat(b.checks).isBetween(1, 2);
        }

        /** S36: another that was not visited yet, to a better level. */
        @Test
        void whenItMovesTheNextForward_thenThatOneIsOnlyChecked() {
            a.duringPrepare(() -> c.source.setPriority(-5));

            loop.iterate();

            assertUnmovedAreVisitedOnce(a, b, d);
            assertThat(c.prepares).isZero();
            assertThat(asked).containsSubsequence("check c", "check a", "check b", "check d");
        }

        /** S36 [UB in GLib]: one that was alone in its level. */
        @Test
        void whenTheOnlyOneOfALevelMovesItself_thenNobodyIsSkipped() {
            Probe lone = probe("l", -3);
            Probe last = probe("z", 20);
            lone.duringPrepare(() -> moveUnlessEndless(lone, 5));

            loop.iterate();

            assertUnmovedAreVisitedOnce(a, b, c, d, last);
            assertThat(lone.prepares).isBetween(1, 2);
        }

        /** S36: a check hook does the same to its walk. */
        @Test
        void whenACheckHookMovesItself_thenNobodyIsSkipped() {
            b.duringCheck(() -> moveUnlessEndless(b, 10));

            loop.iterate();

            assertUnmovedAreVisitedOnce(a, c, d);
            assertThat(b.checks).isBetween(1, 2);
        }

        /** S30, S36: one that moves forward and is ready cuts off who is less urgent than its new place. */
        @Test
        void whenItMovesItselfForwardAndIsReady_thenItAloneRuns() {
            b.preparesReady().duringPrepare(() -> b.source.setPriority(-5));
            c.preparesReady();

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("b");
        }

        /** S30, S36: one that moves back and is ready does not run before a better one. */
        @Test
        void whenItMovesItselfBackAndIsReady_thenABetterOneRunsFirst() {
            b.preparesReady().duringPrepare(() -> b.source.setPriority(10));
            idle("i", 5);

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("i");
        }

        /** S61, S36: one that a check hook moves forward and says ready of runs, now or in the next iteration. */
        @Test
        void whenACheckHookMovesItselfForwardAndIsReady_thenItRunsSoon() {
            b.checksReady().duringCheck(() -> b.source.setPriority(-5));

            loop.iterate();
            loop.iterate();

            assertThat(ran).startsWith("b");
        }
    }
}
