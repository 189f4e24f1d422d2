package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.SourceHandle;

/** The only source of a loop is one that must be asked, and goes to its dispatch by a short way; nobody may see a difference. */
class LoneSourceTest extends DrivenFixture {
    private final Queue<Action> duringPrepare = new ArrayDeque<>();
    private boolean ready = true;
    private final Source lone = new Source(new Hooked() {
        @Override
        public boolean prepare(SourceHandle self, PollTimeout timeout) throws Exception {
            loop.note("prepare");
            Action action = duringPrepare.poll();
            if (action != null) {
                action.run();
            }
            return ready;
        }

        @Override
        public boolean check(SourceHandle self) {
            loop.note("check");
            return ready;
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
            loop.note("dispatch");
            return callback == null || callback.call();
        }
    });

    @BeforeEach
    void iterateTwice() {
        lone.attach(context);
        iterate(2);
        takeLog();
    }

    private void iterate(int times) {
        for (int i = 0; i < times; i++) {
            context.iteration(false);
        }
    }

    @Nested
    class GivenItIsReady {
        @Test
        void whenIterated_thenItIsAskedOnceAndDispatchedEachTime() {
            iterate(2);

            assertThat(takeLog()).containsExactly("prepare", "dispatch", "prepare", "dispatch");
        }

        @Test
        void whenAWakeupWasAskedFor_thenTheIterationTakesIt() {
            context.wakeup();
            iterate(1);
            ready = false;

            assertThat(sleeps()).isTrue();
        }

        /** Who was found ready stays so, whatever its hook would say now. */
        @Test
        void whenOnlyAskedForWhatIsPending_thenItIsDispatchedLaterWithoutBeingAsked() {
            assertThat(context.pending()).isTrue();
            assertThat(lone.is(SourceNode.READY)).isTrue();
            ready = false;
            iterate(2);

            assertThat(takeLog()).containsExactly("prepare", "dispatch", "prepare", "check");
        }

        /** The hook of what another thread has destroyed runs within prepare, which has forgotten an earlier batch by then. */
        @Test
        void whenAFinalizeHookHasAskedForWhatIsPending_thenThatIsNotDispatchedBesideIt() {
            ready = false;
            idle(lone.priority() + 1, once("idle"));
            Source ends = new Source(new Hooked() {
                @Override
                public void finalizeSource(SourceHandle self) {
                    assertThat(context.pending()).isTrue();
                    ready = true;
                }
            });
            ends.attach(context);
            iterate(1);
            takeLog();
            idle(lone.priority() + 1, once("idle"));

            context.tryAcquire();
            TestThreads.elsewhereDo(ends::destroy);
            iterate(1);
            context.release();

            assertThat(takeLog()).containsExactly("prepare", "check", "prepare", "dispatch");
            context.iteration(false);
        }

        @Test
        void whenATimerBesideItComesDue_thenTheyRunInTheOrderOfTheirPlaces() {
            context.timeoutAdd(Duration.ofSeconds(1), once("timer"));
            iterate(1);
            clock.advanceNanos(1_000_000_000);
            iterate(2);

            assertThat(takeLog())
                    .containsExactly("prepare", "dispatch", "prepare", "dispatch", "timer", "prepare", "dispatch");
        }

        @Test
        void whenAnIdleStandsBesideIt_thenBothRun() {
            idle(lone.priority(), once("idle"));
            iterate(2);

            assertThat(takeLog()).containsExactly("prepare", "dispatch", "idle", "prepare", "dispatch");
        }

        @Test
        void whenAMoreUrgentSourceIsNeverReady_thenThatIsPassedBy() {
            Source never = new Source((self, callback) -> Source.REMOVE);
            never.setPriority(lone.priority() - 1);
            never.attach(context);
            iterate(1);

            assertThat(takeLog()).containsExactly("prepare", "dispatch");
        }

        @Test
        void whenAnIdleIsLessUrgent_thenThatWaits() {
            context.idleAdd(note("idle"));
            iterate(1);
            ready = false;
            iterate(1);

            assertThat(takeLog()).containsExactly("prepare", "dispatch", "prepare", "check", "idle");
        }

        /** S97: blocked by its own dispatch it is not asked, and afterwards it is again. */
        @Test
        void whenItIteratesWithin_thenItIsNotAskedThere() {
            lone.setCallback(
                    then("within", () -> assertThat(context.iteration(false)).isFalse(), Source.CONTINUE));
            iterate(2);

            assertThat(takeLog()).containsExactly("prepare", "dispatch", "within", "prepare", "dispatch", "within");
        }

        @Test
        void whenItMayRecurse_thenItIsAskedAndDispatchedThereToo() {
            lone.setCanRecurse(true);
            lone.setCallback(then("within", () -> iterateOnceWithin(), Source.CONTINUE));
            iterate(1);

            assertThat(takeLog()).containsExactly("prepare", "dispatch", "within", "prepare", "dispatch", "within");
        }

        private void iterateOnceWithin() {
            if (MainLoop.depth() == 1) {
                iterate(1);
            }
        }

        /** The batch remembers it while it may be found again, and not longer. */
        @Test
        void whenItHasGone_thenNothingRemembersIt() {
            assertThat(context.batch.sources).contains(lone);
            lone.setCallback(once("last"));
            iterate(1);

            assertThat(context.batch.sources).containsOnlyNulls();
            assertThat(context.lifecycle.schedule.asked).isNull();
        }
    }

    @Nested
    class GivenItsHookDoesSomething {
        @Test
        void whenItSaysNo_thenThoseBehindAreFoundInTheSameWalk() {
            ready = false;
            idle(lone.priority() + 1, once("idle"));

            assertThat(context.iteration(true)).isTrue();
            assertThat(takeLog()).containsExactly("prepare", "check", "idle");
            assertThat(loop.poller().timeouts()).as("it did not sleep").isEmpty();
        }

        /** S34. */
        @Test
        void whenItBringsSomebodyRightBehind_thenThatIsFoundInTheSameWalk() {
            ready = false;
            duringPrepare.add(() -> idle(lone.priority(), once("idle")));

            assertThat(context.iteration(true)).isTrue();
            assertThat(takeLog()).containsExactly("prepare", "check", "idle");
            assertThat(loop.poller().timeouts()).as("it did not sleep").isEmpty();
        }

        /** S34, S62: that it was ready counts, and it ends undispatched. */
        @Test
        void whenItDestroysItself_thenItIsNotDispatched() {
            duringPrepare.add(lone::destroy);

            assertThat(context.iteration(false)).isFalse();
            assertThat(takeLog()).containsExactly("prepare");
        }

        @Test
        void whenItSetsItsReadyTime_thenItIsReadyThoughItSaysNo() {
            ready = false;
            duringPrepare.add(() -> lone.setReadyTimeNanos(0));
            iterate(1);

            assertThat(takeLog()).containsExactly("prepare", "dispatch");
        }

        @Test
        void whenItBringsSomebodyMoreUrgent_thenThatRunsInstead() {
            duringPrepare.add(() -> idle(lone.priority() - 1, once("urgent")));
            iterate(2);

            assertThat(takeLog()).containsExactly("prepare", "urgent", "dispatch");
        }

        @Test
        void whenAnotherThreadBringsSomebodyMoreUrgent_thenThatRunsInstead() {
            duringPrepare.add(() -> TestThreads.elsewhereDo(() -> idle(lone.priority() - 1, once("urgent"))));
            iterate(2);

            assertThat(takeLog()).containsExactly("prepare", "urgent", "dispatch");
        }

        @Test
        void whenItWatchesAChannel_thenThatIsPolledInThisIteration() {
            Object channel = new Object();
            duringPrepare.add(() -> watch(channel, IOCondition.IN, lone.priority() - 1));
            loop.poller().makeReady(channel, IOCondition.IN);
            iterate(1);

            assertThat(takeLog()).containsExactly("prepare", channel + " IN");
            assertThat(lone.is(SourceNode.READY)).isTrue();
        }

        @Test
        void whenItSetsAPollFunction_thenThatIsAskedInThisIteration() {
            NotingPollFunction function = new NotingPollFunction("channel");
            duringPrepare.add(() -> context.setPollFunction(function));
            iterate(1);

            assertThat(function.timeouts).containsExactly(0);
            assertThat(takeLog()).containsExactly("prepare", "dispatch");
        }

        @Test
        void whenItThrows_thenItEnds() {
            duringPrepare.add(() -> {
                throw new IllegalArgumentException("from the hook");
            });
            iterate(2);

            assertThat(takeLog()).containsExactly("prepare");
            assertThat(takeExceptions()).hasSize(1);
        }
    }
}
