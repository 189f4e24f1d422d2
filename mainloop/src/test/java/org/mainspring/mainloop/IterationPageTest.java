package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;

/** What docs/iteration.md claims: the worked examples of order, and what costs nothing. */
class IterationPageTest {
    private final LoopDriver loop = LoopDriver.virtual();
    private final MainContext context = loop.context();

    @Nested
    class GivenTwoTimersThatAreDueTogether {
        @Test
        void whenTheLoopComesLate_thenTheFirstAttachedRunsFirst() {
            context.timeoutAdd(Duration.ofMillis(20), loop.loggingOnce("attached first"));
            context.timeoutAdd(Duration.ofMillis(5), loop.loggingOnce("attached second"));

            loop.clock().advanceNanos(30_000_000);
            loop.iterate();

            assertThat(loop.log()).containsExactly("attached first@30ms", "attached second@30ms");
        }

        @Test
        void whenTheLoopIsInTime_thenTheyAreNotDueTogether() {
            context.timeoutAdd(Duration.ofMillis(20), loop.loggingOnce("attached first"));
            context.timeoutAdd(Duration.ofMillis(5), loop.loggingOnce("attached second"));

            loop.advanceMillis(30);

            assertThat(loop.log()).containsExactly("attached second@5ms", "attached first@20ms");
        }
    }

    @Nested
    class GivenAnIdleBesideATimer {
        @Test
        void whenTheTimerIsDue_thenTheIdleWaitsForAnotherIteration() {
            context.idleAdd(loop.logging("idle"));
            context.timeoutAdd(Duration.ofMillis(10), loop.loggingOnce("timer"));

            loop.iterate();
            loop.clock().advanceNanos(10_000_000);
            loop.iterate();
            loop.iterate();

            assertThat(loop.log()).containsExactly("idle@0", "timer@10ms", "idle@10ms");
        }
    }

    @Nested
    class GivenACallbackThatAttaches {
        @Test
        void whenItRuns_thenTheNewSourceRunsInTheNextIteration() {
            context.idleAdd(() -> {
                loop.note("old");
                context.idleAdd(loop.loggingOnce("new"));
                return Source.REMOVE;
            });

            loop.iterate();
            loop.note("-");
            loop.iterate();

            assertThat(loop.log()).containsExactly("old", "-", "new@0");
        }

        @Test
        void whenWhatItAttachesIsMoreUrgent_thenItStillWaitsForTheBatch() {
            context.idleAdd(() -> {
                loop.note("old");
                context.timeoutAddMillis(0, loop.loggingOnce("urgent"));
                return Source.REMOVE;
            });
            context.idleAdd(loop.loggingOnce("batch-mate"));

            loop.iterate();
            loop.iterate();

            assertThat(loop.log()).containsExactly("old", "batch-mate@0", "urgent@0");
        }
    }

    @Nested
    class GivenANestedIteration {
        @Test
        void whenItRuns_thenTheRestOfTheOuterBatchRunsInIt() {
            context.idleAdd(() -> {
                loop.note("outer begins");
                loop.iterate();
                loop.note("outer ends");
                return Source.REMOVE;
            });
            context.idleAdd(loop.loggingOnce("rest"));

            loop.iterate();

            assertThat(loop.log()).containsExactly("outer begins", "rest@0", "outer ends");
        }
    }

    @Nested
    class GivenASourceFoundReady {
        @Test
        void whenItsCauseGoesBeforeItIsDispatched_thenItIsDispatchedAllTheSame() {
            Source timer = context.timeoutAdd(Duration.ofMillis(10), loop.loggingOnce("timer"));
            loop.clock().advanceNanos(10_000_000);

            assertThat(context.pending()).isTrue();
            timer.clearReadyTime();
            loop.iterate();

            assertThat(loop.log()).containsExactly("timer@10ms");
        }
    }

    @Nested
    class WhatCostsNothing {
        private final AtomicInteger readings = new AtomicInteger();
        private final ScriptedPoller poller = new ScriptedPoller(new VirtualClock());
        private final MainContext counted = new MainContext(readings::incrementAndGet, ignored -> poller);

        @Test
        void givenNoReadyTime_thenNoClockIsRead() {
            counted.idleAdd(() -> Source.CONTINUE);

            counted.iteration(true);

            assertThat(readings).hasValue(0);
        }

        @Test
        void givenReadyTimesOfLessUrgentSources_thenNoClockIsReadWhileOthersAreReady() {
            Source late = new Source(new Bare());
            late.setPriority(300);
            late.setReadyTimeNanos(1_000_000);
            late.attach(counted);
            counted.idleAdd(() -> Source.CONTINUE);

            counted.iteration(true);

            assertThat(readings).hasValue(0);
        }

        @Test
        void givenNoWatchAsUrgentAsWhatIsReady_thenThePollerIsNotCalled() {
            Source watch = new Source(new Bare());
            watch.setPriority(300);
            watch.addWatch(new Object(), IOCondition.IN);
            watch.attach(counted);
            counted.idleAdd(() -> Source.CONTINUE);

            counted.iteration(true); // the first only brings the watch to the poller
            counted.iteration(true);

            assertThat(poller.timeouts()).isEmpty();
        }

        @Test
        void givenAWatchAsUrgentAsWhatIsReady_thenThePollerLooksWithoutWaiting() {
            Source watch = new Source(new Bare());
            watch.addWatch(new Object(), IOCondition.IN);
            watch.attach(counted);
            counted.idleAdd(() -> Source.CONTINUE);

            counted.iteration(true);

            assertThat(poller.timeouts()).containsExactly(0L);
        }

        @Test
        void givenASteadyLoop_thenNothingIsAllocated() {
            MainContext real = new MainContext();
            real.idleAdd(() -> Source.CONTINUE);
            real.timeoutAddMillis(0, () -> Source.CONTINUE).setPriority(200);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            iterate(real, 200_000);

            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            iterate(real, 100_000);
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

            assertThat(allocated).isLessThan(100_000); // less than a byte an iteration
            real.close();
        }

        private void iterate(MainContext iterated, int times) {
            for (int i = 0; i < times; i++) {
                iterated.iteration(true);
            }
        }
    }

    private static final class Bare implements SourceFuncs {
        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            return Source.CONTINUE;
        }
    }
}
