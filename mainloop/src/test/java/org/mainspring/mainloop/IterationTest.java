package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.TestThreads.elsewhere;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.SourceHandle;

/** What one iteration, and a look without one, does and returns. S77, S80-S83. */
class IterationTest extends DrivenFixture {
    @Nested
    class GivenNothingReady {
        /** S82. */
        @Test
        void whenItMayNotBlock_thenNoTimePassesAndItReturnsFalse() {
            context.timeoutAddMillis(5, note("timer"));
            watch("channel", IOCondition.IN, 0);

            assertThat(context.iteration(false)).isFalse();

            assertThat(clock.elapsedNanos()).isZero();
            assertThat(loop.poller().timeouts()).containsExactly(0L);
        }

        /** S31. */
        @Test
        void whenItMayBlock_thenTimePassesUntilTheNextIsDue() {
            context.timeoutAddMillis(5, note("timer"));

            assertThat(context.iteration(true)).isTrue();

            assertThat(clock.elapsedNanos()).isEqualTo(Duration.ofMillis(5).toNanos());
            assertThat(loop.log()).containsExactly("timer");
        }

        /** S83. */
        @Test
        void whenAskedWhatIsPending_thenNothingIsAndNoTimePasses() {
            context.timeoutAddMillis(5, note("timer"));

            assertThat(context.pending()).isFalse();

            assertThat(clock.elapsedNanos()).isZero();
        }
    }

    @Nested
    class GivenSomethingReady {
        /** S77: the result is that of check, whatever becomes of what was collected. */
        @Test
        void whenTheBatchEndsItself_thenTheIterationStillReturnsTrue() {
            Source second = Sources.idle();
            context.idleAdd(then("first", second::destroy, Source.REMOVE));
            attach(second, note("second"));

            assertThat(context.iteration(true)).isTrue();
            assertThat(context.iteration(false)).isFalse();

            assertThat(loop.log()).containsExactly("first");
        }

        /** S81: what prepare returned counts for nothing. */
        @Test
        void whenItEndsItselfInPrepare_thenNothingIsFoundAndNoTimePasses() {
            Source source = new Source(new Hooked() {
                @Override
                public boolean prepare(SourceHandle self, PollTimeout timeout) {
                    self.destroy();
                    return true;
                }
            });
            attach(source, note("never"));

            assertThat(context.iteration(true)).isFalse();

            assertThat(clock.elapsedNanos()).isZero();
            assertThat(loop.log()).isEmpty();
        }

        /** S83. */
        @Test
        void whenAskedWhatIsPending_thenNothingIsDispatched() {
            context.idleAdd(note("idle"));

            assertThat(context.pending()).isTrue();
            assertThat(context.pending()).isTrue();

            assertThat(loop.log()).isEmpty();
            assertThat(context.iteration(false)).isTrue();
            assertThat(loop.log()).containsExactly("idle");
        }
    }

    @Nested
    class GivenPendingSaidYes {
        /** S83, S142. */
        @Test
        void whenTheReadyTimeGoes_thenTheSourceIsDispatchedAllTheSame() {
            Source timer = context.timeoutAddMillis(0, once("timer"));

            assertThat(context.pending()).isTrue();
            timer.clearReadyTime();

            assertThat(context.iteration(false)).isTrue();
            assertThat(loop.log()).containsExactly("timer");
        }

        /** S83: its revents are those of the new poll. */
        @Test
        void whenTheChannelIsDrained_thenItsWatchIsDispatchedWithNoCondition() {
            watch("channel", IOCondition.IN, 0);
            loop.poller().makeReady("channel", IOCondition.IN);

            assertThat(context.pending()).isTrue();
            loop.poller().makeReady("channel", IOCondition.NONE);

            assertThat(context.iteration(false)).isTrue();
            assertThat(loop.log()).containsExactly("channel NONE");
            assertThat(context.iteration(false)).isFalse();
        }

        /** S83: a source stays ready that is pre-empted by a more urgent one. */
        @Test
        void whenSomethingMoreUrgentComes_thenItRunsFirstAndTheOtherLater() {
            Source timer = context.timeoutAddMillis(0, once("timer"));

            assertThat(context.pending()).isTrue();
            timer.clearReadyTime();
            idle(-1, once("urgent"));

            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("urgent");
            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("timer");
        }
    }

    @Nested
    class GivenAnotherThreadOwnsTheContext {
        private final TestThreads threads = new TestThreads();

        /** S80. */
        @Test
        void whenItMayNotBlock_thenItReturnsFalseAtOnce() {
            context.idleAdd(note("idle"));
            assertThat(context.tryAcquire()).isTrue();

            assertThat(elsewhere(() -> context.iteration(false))).isFalse();
            assertThat(elsewhere(context::pending)).isFalse();

            context.release();
            assertThat(loop.log()).isEmpty();
        }

        /** S80. */
        @Test
        @Tag("realtime")
        void whenItMayBlock_thenItWaitsForTheHandOverAndIterates() throws Exception {
            Thread[] ranOn = new Thread[1];
            boolean[] found = new boolean[1];
            context.idleAdd(() -> {
                ranOn[0] = Thread.currentThread();
                return Source.REMOVE;
            });
            assertThat(context.tryAcquire()).isTrue();

            Thread waiter = threads.start(() -> found[0] = context.iteration(true));
            TestThreads.awaitBlocked(waiter);
            assertThat(ranOn[0]).isNull();
            context.release();
            threads.join();

            assertThat(ranOn[0]).isSameAs(waiter);
            assertThat(found[0]).isTrue();
        }

        /** S80: it tries once. Who wins the race for the context is open; nobody waits longer than to its end. */
        @Test
        @Tag("realtime")
        void whenTheOwnerTakesTheContextBackAtOnce_thenTheWaiterReturnsAllTheSame() throws Exception {
            AtomicBoolean returned = new AtomicBoolean();
            int[] runs = new int[1];
            boolean[] found = new boolean[1];
            context.idleAdd(() -> {
                runs[0]++;
                return Source.CONTINUE;
            });
            CountDownLatch owned = new CountDownLatch(1);

            Thread owner = threads.start(() -> {
                assertThat(context.tryAcquire()).isTrue();
                owned.countDown();
                boolean mine = true;
                while (!returned.get()) {
                    if (mine) {
                        context.release();
                    }
                    mine = context.tryAcquire();
                }
                if (mine) {
                    context.release();
                }
            });
            TestThreads.await(owned);
            found[0] = context.iteration(true);
            returned.set(true);
            threads.join();

            assertThat(owner.isAlive()).isFalse();
            assertThat(runs[0]).isEqualTo(found[0] ? 1 : 0);
        }
    }
}
