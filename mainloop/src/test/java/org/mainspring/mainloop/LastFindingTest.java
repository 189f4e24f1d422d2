package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.time.Nanos;

/** An idle that goes on is found again without a look at all the rest; and what comes in its way is seen at once. */
class LastFindingTest extends DrivenFixture {
    private static final int URGENT = -100;

    private Source idle = Sources.idle();

    @BeforeEach
    void findTheSameTwice() {
        timer(Duration.ofSeconds(1), once("timer"));
        idle = context.idleAdd(note("idle"));
        context.iteration(false);
        context.iteration(false);
        takeLog();
    }

    private void timer(Duration interval, SourceCallback callback) {
        Source timer = Sources.timeout(interval);
        timer.setPriority(URGENT);
        attach(timer, callback);
    }

    private boolean isFoundAgain() {
        LastFinding last = context.iteration.lastFinding;
        return last.unlessChanged() != null && !last.isAnybodyDue();
    }

    @Nested
    class GivenNothingHasChanged {
        @Test
        void whenIterated_thenItIsFoundAgain() {
            assertThat(isFoundAgain()).isTrue();
            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("idle");
        }

        @Test
        void whenTheTimeOfATimerComes_thenTheTimerIsFirst() {
            clock.advanceNanos(1_000_000_000);

            context.iteration(false);
            context.iteration(false);
            assertThat(takeLog()).containsExactly("timer", "idle");
        }

        /** The time of a source is that of its iteration. */
        @Test
        void whenTimePasses_thenTheSourceIsToldTheTimeOfThisIteration() {
            long before = idle.timeNanos();
            clock.advanceNanos(17);

            context.iteration(false);
            assertThat(idle.timeNanos() - before).isEqualTo(17);
        }

        @Test
        void whenAWakeupWasAskedFor_thenTheIterationTakesIt() {
            context.wakeup();

            context.iteration(false);
            idle.destroy();
            assertThat(context.iteration(true))
                    .as("the poll was not cut short, and the timer came")
                    .isTrue();
            assertThat(takeLog()).containsExactly("idle", "timer");
        }
    }

    @Nested
    class GivenSomethingHasChanged {
        @Test
        void whenSomebodyMoreUrgentCame_thenHeIsFirst() {
            idle(URGENT, once("urgent"));

            context.iteration(false);
            context.iteration(false);
            assertThat(takeLog()).containsExactly("urgent", "idle");
        }

        @Test
        void whenAnEqualCame_thenBothRun() {
            context.idleAdd(note("other"));

            context.iteration(false);
            assertThat(takeLog()).containsExactly("idle", "other");
        }

        @Test
        void whenAReadyTimeWasSet_thenItsSourceIsFirst() {
            SourceFuncs kind = (self, callback) -> {
                loop.note("ready");
                return Source.REMOVE;
            };
            Source source = new Source(kind);
            source.attach(context);
            context.iteration(false);
            context.iteration(false);
            takeLog();
            source.setReadyTimeNanos(0);

            context.iteration(false);
            assertThat(takeLog()).containsExactly("ready");
        }

        @Test
        void whenTheIdleIsLessUrgentNow_thenSoItIsFound() {
            Source other = context.idleAdd(note("other"));
            context.iteration(false);
            context.iteration(false);
            takeLog();
            idle.setPriority(other.priority() + 1);

            context.iteration(false);
            assertThat(takeLog()).containsExactly("other");
        }

        @Test
        void whenTheIdleHasGone_thenNobodyIsFound() {
            idle.destroy();

            assertThat(context.iteration(false)).isFalse();
        }

        @Test
        void whenTheIdleWatchesSomething_thenItIsPolled() {
            Object target = new Object();
            idle.addWatch(target, IOCondition.IN);
            int pollsBefore = loop.poller().timeouts().size();

            context.iteration(false);
            assertThat(loop.poller().timeouts().size()).isEqualTo(pollsBefore + 1);
        }

        @Test
        void whenAPollFunctionWasSet_thenItIsAsked() {
            context.setPollFunction((set, timeoutMillis) -> {
                loop.note("polled");
                return 0;
            });

            context.iteration(false);
            assertThat(takeLog()).containsExactly("polled", "idle");
        }
    }

    @Nested
    class GivenANestedIteration {
        /** The outer one is blocked meanwhile, and nothing tells that it is free again. */
        @Test
        void whenAMoreUrgentIdleIsFreeAgain_thenItIsFirst() {
            boolean[] nested = {false};
            idle(URGENT, () -> {
                loop.note("outer");
                if (!nested[0]) {
                    nested[0] = true;
                    context.iteration(false);
                    context.iteration(false);
                }
                return Source.CONTINUE;
            });

            context.iteration(false);
            context.iteration(false);
            assertThat(takeLog()).containsExactly("outer", "idle", "idle", "outer");
        }

        /** It was taken out of the heap for their sake, and nothing tells that it is there again. */
        @Test
        void whenOneThatWaitsForItsTimeIsFreeAgain_thenItsTimeIsSeen() {
            SourceFuncs kind = (self, callback) -> {
                loop.note("outer");
                self.setReadyTimeNanos(clock.nanos() + 1_000_000);
                context.iteration(false);
                context.iteration(false);
                return Source.CONTINUE;
            };
            Source outer = new Source(kind);
            outer.setPriority(URGENT);
            outer.setReadyTimeNanos(0);
            outer.attach(context);
            context.iteration(false);
            assertThat(takeLog()).containsExactly("outer", "idle", "idle");
            clock.advanceNanos(1_000_000);

            context.iteration(false);
            assertThat(takeLog()).containsExactly("outer", "idle", "idle");
        }

        @Test
        void whenTheIdleItselfIsBlocked_thenNobodyIsFound() {
            boolean[] found = {true};
            idle.setCallback(() -> {
                found[0] = context.iteration(false);
                return Source.CONTINUE;
            });

            context.iteration(false);
            assertThat(found[0]).isFalse();
        }

        @Test
        void whenTheIdleMayRecurse_thenItIsFoundWithinItself() {
            idle.setCanRecurse(true);
            idle.setCallback(() -> {
                loop.note("depth " + MainLoop.depth() + (isFoundAgain() ? ", found again" : ""));
                return MainLoop.depth() == 3 || context.iteration(false);
            });

            context.iteration(false);
            context.iteration(false);
            assertThat(takeLog())
                    .containsExactly(
                            "depth 1, found again",
                            "depth 2, found again",
                            "depth 3, found again",
                            "depth 1, found again",
                            "depth 2, found again",
                            "depth 3, found again");
        }

        /** Its record was taken out of the poller for their sake. */
        @Test
        void whenAWatchIsFreeAgain_thenItIsPolled() {
            Source watch = new Source((self, callback) -> {
                self.setReadyTimeNanos(Nanos.NEVER);
                context.iteration(false);
                context.iteration(false);
                return Source.CONTINUE;
            });
            watch.addWatch(new Object(), IOCondition.IN);
            watch.setPriority(URGENT);
            watch.setReadyTimeNanos(0);
            watch.attach(context);
            context.iteration(false);
            assertThat(takeLog()).containsExactly("idle", "idle");
            int pollsBefore = loop.poller().timeouts().size();

            context.iteration(false);
            assertThat(loop.poller().timeouts().size()).isEqualTo(pollsBefore + 1);
        }
    }

    @Test
    void whenAnotherThreadAttaches_thenItsSourceIsSeen() throws InterruptedException {
        Thread other = new Thread(() -> idle(URGENT, once("foreign")));
        context.tryAcquire();
        other.start();
        other.join();

        context.iteration(false);
        context.release();
        assertThat(takeLog()).containsExactly("foreign");
    }
}
