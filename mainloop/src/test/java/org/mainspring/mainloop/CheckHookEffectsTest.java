package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done during the poll and by check hooks comes out as in one walk over one list (S63-S66). */
class CheckHookEffectsTest extends LoopFixture {
    private final Object channel = new Object();

    @Nested
    class GivenSomethingAttachedDuringThePoll {
        /** S64: an idle runs in the same iteration. */
        @Test
        void whenItIsAnIdle_thenItRunsInThisIteration() {
            timeout("t", 0, 50);
            poller.duringNextPoll(() -> {
                idle("i", 0);
                context.wakeup();
            });

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(ran).containsExactly("i");
        }

        /** S63, S64: a kind with hooks is checked without having been prepared. */
        @Test
        void whenItHasHooks_thenItIsCheckedOnly() {
            watch("w", 0, channel);
            poller.duringNextPoll(() -> probe("a", 0).checksReady());

            assertThat(loop.iterate()).isTrue();

            assertThat(asked).containsExactly("check a");
            assertThat(ran).containsExactly("a");
        }

        /** S64: a more urgent one pre-empts; who was found ready by prepare stays so. */
        @Test
        void whenItIsMoreUrgent_thenItPreemptsAndTheOtherStaysReady() {
            watch("w", 0, channel);
            Probe a = probe("a", 0).preparesReady();
            Source[] urgent = new Source[1];
            poller.duringNextPoll(() -> urgent[0] = idle("u", -1));

            loop.iterate();
            a.preparesReady = false;
            urgent[0].destroy();
            loop.iterate();

            assertThat(ran).containsExactly("u", "a");
            assertThat(a.prepares).isEqualTo(1);
        }

        /** S64: a less urgent one than who is ready waits. */
        @Test
        void whenItIsLessUrgent_thenItWaits() {
            watch("w", 0, channel);
            Probe a = probe("a", 0).preparesReady().once();
            poller.duringNextPoll(() -> idle("i", 1));

            loop.iterate();
            assertThat(ran).containsExactly("a");
            assertThat(a.source.isDestroyed()).isTrue();
            loop.iterate();
            assertThat(ran).containsExactly("a", "i");
        }

        /** S59, S64: a timeout that is due. */
        @Test
        void whenItIsADueTimeout_thenItRunsInThisIteration() {
            watch("w", 0, channel);
            poller.duringNextPoll(() -> timeout("t", 3, 0));

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("t");
        }
    }

    @Nested
    class GivenACheckHookThatAttaches {
        private Probe attaching(Runnable action) {
            Probe a = probe("a", 0);
            return a.duringCheck(() -> {
                if (a.checks == 1) {
                    action.run();
                }
            });
        }

        /** S65: behind him and not cut off: taken into account. */
        @ParameterizedTest
        @ValueSource(ints = {0, 1})
        void whenTheNewcomerStandsBehind_thenItRunsInThisIteration(int priority) {
            attaching(() -> idle("i", priority));

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("i");
        }

        /** S63, S65: with hooks, it is checked and was never prepared. */
        @Test
        void whenTheNewcomerHasHooks_thenItIsChecked() {
            attaching(() -> probe("n", 0).checksReady());

            assertThat(loop.iterate()).isTrue();

            assertThat(asked).containsExactly("prepare a", "check a", "check n");
        }

        /** S65: behind him but cut off: waits. */
        @Test
        void whenTheNewcomerIsCutOff_thenItWaits() {
            attaching(() -> idle("i", 1)).checksReady();

            loop.iterate();

            assertThat(ran).containsExactly("a");
        }

        /** S65: a child that is added behind its elder sibling that stays. */
        @Test
        void whenAnElderAddsAYounger_thenThatIsAskedInThisIteration() {
            family(elder -> {});

            assertThat(loop.iterate()).isTrue();

            assertThat(asked).containsExactly("prepare e", "prepare P", "check e", "check y");
            assertThat(ran).containsExactly("y", "P");
        }

        /** Ours, where S65 has it take part: it takes the place of the one that ended, in front of the walk. */
        @Test
        void whenAnElderEndsByItsHookAndAYoungerIsAdded_thenThatIsAskedInTheNextIteration() {
            family(Source::destroy);

            assertThat(loop.iterate()).isFalse();
            assertThat(asked).containsExactly("prepare e", "prepare P", "check e", "check P");

            assertThat(loop.iterate()).isTrue();
            assertThat(ran).containsExactly("y", "P");
        }

        /** A parent and a child; something is done to the child in its first check, and another is added. */
        private void family(Consumer<Source> action) {
            Probe parent = probe("P", 0);
            Probe elder = loose("e", 0);
            Probe younger = loose("y", 0).checksReady();
            parent.source.addChild(elder.source);
            elder.duringCheck(() -> {
                if (elder.checks == 1) {
                    action.accept(elder.source);
                    parent.source.addChild(younger.source);
                }
            });
        }

        /** S65: before him: the next iteration; this one tells false. */
        @Test
        void whenTheNewcomerStandsBefore_thenItRunsInTheNextIteration() {
            attaching(() -> idle("i", -1));

            assertThat(loop.iterate()).isFalse();
            assertThat(ran).isEmpty();
            assertThat(loop.iterate()).isTrue();
            assertThat(ran).containsExactly("i");
        }

        /** S65: a watch makes nothing void any more. */
        @Test
        void whenTheNewcomerWatches_thenTheOthersRunNevertheless() {
            attaching(() -> watch("w", 0, channel));
            idle("i", 0);
            makeReady(channel);

            assertThat(loop.iterate()).isTrue();
            assertThat(ran).containsExactly("i");
            assertThat(loop.iterate()).isTrue();
            assertThat(ran).containsExactly("i", "i", "w");
        }

        /** S65: a timeout that is due, before him and behind him. */
        @Test
        void whenTheNewcomersAreDueTimeouts_thenTheOneBehindRuns() {
            attaching(() -> {
                timeout("before", -1, 0);
                timeout("behind", 0, 0);
            });

            assertThat(loop.iterate()).isTrue();
            assertThat(ran).containsExactly("behind");
            assertThat(loop.iterate()).isTrue();
            assertThat(ran).containsExactly("behind", "before");
        }
    }

    @Nested
    class GivenACheckHookThatSetsAReadyTime {
        private final Source before = plain("before", 0);
        private final Probe a = probe("a", 0);
        private final Source behind = plain("behind", 0);

        private void onFirstCheck(Runnable action) {
            a.duringCheck(() -> {
                if (a.checks == 1) {
                    action.run();
                }
            });
        }

        /** S66: on one behind him: it runs now. */
        @Test
        void whenTheOtherStandsBehind_thenItRunsNow() {
            onFirstCheck(() -> behind.setReadyTimeNanos(0));

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("behind");
        }

        /** S66: on one before him: in the next iteration, which does not block. */
        @Test
        void whenTheOtherStandsBefore_thenItRunsInTheNextIteration() {
            timeout("t", 0, 50);
            onFirstCheck(() -> before.setReadyTimeNanos(0));

            assertThat(loop.iterate()).isFalse();
            assertThat(ran).isEmpty();
            assertThat(loop.iterateBlocking()).isTrue();
            assertThat(ran).containsExactly("before");
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** S66: on himself: it counts at once, since the time is looked at after the hook (S59). */
        @Test
        void whenItIsItsOwn_thenItIsReadyNow() {
            onFirstCheck(() -> a.source.setReadyTimeNanos(0));

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("a");
        }

        /** S66: clearing the time of one behind him, which was due and not found yet. */
        @Test
        void whenTheOneBehindIsCleared_thenItDoesNotRun() {
            poller.stopAt(10);
            behind.setReadyTimeNanos(10);
            onFirstCheck(behind::clearReadyTime);
            loop.iterateBlocking();
            a.checks = 0;
            behind.setReadyTimeNanos(10);

            assertThat(loop.iterateBlocking()).isFalse();

            assertThat(ran).isEmpty();
        }

        /** S25, S66: clearing the time of one before him, which was found already, is too late. */
        @Test
        void whenTheOneBeforeIsCleared_thenItRuns() {
            before.setReadyTimeNanos(0);
            onFirstCheck(before::clearReadyTime);

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("before");
        }
    }

    /** S86, D7: refused means that nothing is done, to the batch either. */
    @Test
    void whenACheckHookOfANestedIterationAsksForPending_thenNothingIsLost() {
        boolean[] inside = {false};
        idle("outer", 0, () -> {
            inside[0] = true;
            assertThat(loop.iterate()).isTrue();
            ran.add("back");
        });
        idle("i", 0);
        probe("a", 0).duringCheck(() -> {
            if (inside[0]) {
                assertThat(context.pending()).isFalse();
            }
        });

        loop.iterate();

        assertThat(ran).containsExactly("outer", "i", "back");
    }

    /** S36, D3, D4: moved by a check hook, a source is in the batch once at most. */
    @Nested
    class GivenACheckHookThatMoves {
        private void moveOnce(Source other, int priority) {
            Probe mover = probe("m", 0);
            mover.duringCheck(() -> {
                if (mover.checks == 1) {
                    other.setPriority(priority);
                }
            });
        }

        /** S69, D4: one that was collected already, to the place behind. */
        @Test
        void whenAnIdleThatWasVisitedIsMovedBehind_thenItRunsOnce() {
            moveOnce(idle("i", 0), 0);

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("i");
        }

        /** S69, D4: a probe, likewise; it is asked once. */
        @Test
        void whenAProbeThatWasVisitedIsMovedBehind_thenItRunsOnce() {
            Probe a = probe("a", 0).checksReady().once();
            moveOnce(a.source, 0);

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("a");
            assertThat(a.checks).isEqualTo(1);
            assertThat(a.isFinalized).isTrue();
        }

        /** S69: collected, then moved to another level: the batch is frozen. */
        @Test
        void whenOneThatWasVisitedIsMovedToAWorseLevel_thenItRunsAllTheSame() {
            moveOnce(idle("i", 0), 5);
            idle("j", 5);

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("i");
        }

        /** S36: one that is still to be visited and is moved forward waits, and is not lost. */
        @Test
        void whenOneThatIsToComeIsMovedToABetterLevel_thenItRunsInTheNextIteration() {
            Source[] other = new Source[1];
            Probe mover = probe("m", 0);
            mover.duringCheck(() -> {
                if (mover.checks == 1) {
                    other[0].setPriority(-5);
                }
            });
            other[0] = idle("i", 0);

            loop.iterate();
            loop.iterate();

            assertThat(ran).startsWith("i");
        }
    }
}
