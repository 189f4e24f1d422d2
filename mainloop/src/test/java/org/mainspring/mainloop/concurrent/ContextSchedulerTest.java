package org.mainspring.mainloop.concurrent;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Collected;
import org.mainspring.mainloop.source.Priority;

/** What a scheduler on a context does beyond the contract of all schedulers. */
class ContextSchedulerTest extends ContextFixture {
    private final ContextScheduler scheduler = new ContextScheduler(context);

    @Nested
    class GivenVirtualTime {
        @Test
        void thenATaskRunsAtItsMoment() {
            scheduler.schedule(stamp("later"), 3, HOURS);
            scheduler.schedule(stamp("sooner"), 2, HOURS);
            scheduler.execute(stamp("now"));

            loop.advance(Duration.ofDays(1));

            assertThat(loop.log()).containsExactly("now@0", "sooner@2h", "later@3h");
        }

        @Test
        void thenAMomentPastTheEndOfTimeNeverComes() {
            ScheduledFuture<?> never = scheduler.schedule(note("never"), Long.MAX_VALUE, HOURS);
            ScheduledFuture<?> late = scheduler.schedule(note("late"), Long.MAX_VALUE - 1, NANOSECONDS);

            loop.advance(Duration.ofDays(365));

            assertThat(loop.log()).isEmpty();
            assertThat(never.getDelay(NANOSECONDS)).isEqualTo(Long.MAX_VALUE);
            assertThat(late.getDelay(NANOSECONDS)).isLessThan(Long.MAX_VALUE);
            assertThat(late.compareTo(never)).isNegative();
            assertThat(never.compareTo(late)).isPositive();
        }

        @Test
        void thenARateCountsFromStartToStart() {
            scheduler.scheduleAtFixedRate(stampAndTake("a", 3), 10, 5, MILLISECONDS);

            loop.advanceMillis(27);

            assertThat(loop.log()).containsExactly("a@10ms", "a@15ms", "a@20ms", "a@25ms");
        }

        @Test
        void thenADelayCountsFromEndToStart() {
            scheduler.scheduleWithFixedDelay(stampAndTake("a", 3), 10, 5, MILLISECONDS);

            loop.advanceMillis(27);

            assertThat(loop.log()).containsExactly("a@10ms", "a@18ms", "a@26ms");
        }

        @Test
        void whenARunTakesLongerThanThePeriod_thenTheRunsThatAreLateAreMadeUpFor() {
            boolean[] slow = {true};
            scheduler.scheduleAtFixedRate(
                    () -> {
                        stamp("a").run();
                        if (slow[0]) {
                            slow[0] = false;
                            loop.clock().advanceNanos(MILLISECONDS.toNanos(17));
                        }
                    },
                    0,
                    5,
                    MILLISECONDS);

            loop.advanceMillis(21);

            assertThat(loop.log()).containsExactly("a@0", "a@17ms", "a@17ms", "a@17ms", "a@20ms");
        }

        @Test
        void whenTheLoopIsLate_thenTheOrderIsThatOfSubmission() {
            scheduler.schedule(stamp("a"), 20, MILLISECONDS);
            scheduler.schedule(stamp("b"), 5, MILLISECONDS);

            loop.clock().advanceNanos(MILLISECONDS.toNanos(30));
            loop.iterate();

            assertThat(loop.log()).containsExactly("a@30ms", "b@30ms");
        }

        private Runnable stampAndTake(String name, long millis) {
            return () -> {
                stamp(name).run();
                loop.clock().advanceNanos(MILLISECONDS.toNanos(millis));
            };
        }
    }

    @Nested
    class GivenAPriority {
        @Test
        void thenAllItsTasksHaveIt() {
            ContextScheduler low = new ContextScheduler(context, Priority.LOW);
            low.execute(note("low"));
            low.schedule(note("low later"), 0, SECONDS);
            scheduler.execute(note("default"));

            loop.iterate();
            assertThat(loop.log()).containsExactly("default");

            loop.iterate();
            assertThat(loop.log()).containsExactly("default", "low", "low later");
        }
    }

    @Nested
    class GivenATaskThatWaits {
        private final ScheduledFuture<?> task = scheduler.schedule(note("ran"), 1, HOURS);

        @Test
        void whenItIsCancelled_thenItsSourceIsGoneAtOnce() {
            assertThat(sources()).hasSize(1);

            task.cancel(false);

            assertThat(sources()).isEmpty();
            loop.advance(Duration.ofHours(2));
            assertThat(loop.log()).isEmpty();
        }

        @Test
        void whenAnotherThreadCancelsItWhileTheLoopSleeps_thenTheLoopWakesAndSleepsWithoutIt() {
            loop.poller().duringNextPoll(() -> elsewhere(() -> task.cancel(false)));

            assertThat(loop.iterateBlocking()).isFalse();

            assertThat(loop.clock().elapsedNanos()).isZero();
            assertThat(sources()).isEmpty();
            assertThatThrownBy(loop::iterateBlocking).hasMessageContaining("sleep for ever");
        }

        @Test
        void whenItsSourceIsDestroyed_thenItIsCancelled() {
            sources().get(0).destroy();

            assertThat(task.isCancelled()).isTrue();
            scheduler.shutdown();
            assertThat(scheduler.isTerminated()).isTrue();
        }

        @Test
        void whenTheLastIsCancelledAfterShutdown_thenItIsTerminatedAtOnce() {
            scheduler.shutdown();

            task.cancel(false);

            assertThat(scheduler.isTerminated()).isTrue();
        }

        @Test
        void whenItIsShutDownNow_thenItsSourceIsGoneAndWhoeverHasItMayRunIt() throws Exception {
            List<Runnable> given = scheduler.shutdownNow();

            assertThat(sources()).isEmpty();
            given.get(0).run();
            assertThat(loop.log()).containsExactly("ran");
            assertThat(task.get()).isNull();
        }
    }

    @Nested
    class GivenATaskThatHasCapturedMuch {
        @Test
        void whenItIsCancelled_thenThatIsLetGoThoughTheFutureIsKept() {
            Object[] much = {new Object()};
            WeakReference<Object> captured = new WeakReference<>(much[0]);
            ScheduledFuture<?> kept = scheduler.schedule(capturing(much[0]), 1, HOURS);
            much[0] = null;
            assertThat(captured.get()).isNotNull();

            kept.cancel(false);

            Collected.await(captured);
            assertThat(kept.isCancelled()).isTrue();
        }

        private Runnable capturing(Object object) {
            return () -> loop.note(object.toString());
        }
    }

    @Nested
    class GivenTheContextIsClosed {
        @Test
        void thenAllThatIsLeftIsCancelledAndItIsTerminated() {
            ScheduledFuture<?> once = scheduler.schedule(note("once"), 1, HOURS);
            ScheduledFuture<?> rate = scheduler.scheduleAtFixedRate(note("rate"), 0, 1, HOURS);
            scheduler.execute(note("now"));

            loop.close();

            assertThat(once.isCancelled()).isTrue();
            assertThat(rate.isCancelled()).isTrue();
            assertThat(scheduler.isShutdown()).isTrue();
            assertThat(scheduler.isTerminated()).isTrue();
            assertThat(loop.log()).isEmpty();
        }

        @Test
        void thenMoreIsRejected() throws Exception {
            loop.close();

            assertThatThrownBy(() -> scheduler.execute(note("a"))).isInstanceOf(RejectedExecutionException.class);
            assertThatThrownBy(() -> scheduler.schedule(note("a"), 1, HOURS))
                    .isInstanceOf(RejectedExecutionException.class);
            assertThat(scheduler.awaitTermination(1, HOURS)).isTrue();
        }

        @Test
        void whenTheTerminationIsAwaitedMeanwhile_thenItIsSeen() throws Exception {
            FutureTask<Boolean> waiting = new FutureTask<>(() -> scheduler.awaitTermination(1, HOURS));
            SchedulerFixture.startAndAwaitSleep(waiting);

            loop.close();

            assertThat(waiting.get(SchedulerFixture.LONG_DELAY_SECONDS, SECONDS))
                    .isTrue();
        }
    }

    @Nested
    class GivenACommandThatThrows {
        @Test
        void whenItIsExecuted_thenTheHandlerIsTold() {
            RuntimeException failure = new RuntimeException("thrown");
            scheduler.execute(() -> {
                throw failure;
            });
            scheduler.execute(note("next"));

            loop.iterate();

            assertThat(takeThrown()).containsExactly(failure);
            assertThat(loop.log()).containsExactly("next");
        }

        @Test
        void whenItThrowsAnError_thenTheIterationDoes() {
            Error error = new AssertionError("thrown");
            scheduler.execute(() -> {
                throw error;
            });

            assertThatThrownBy(loop::iterate).isSameAs(error);

            scheduler.shutdown();
            assertThat(scheduler.isTerminated()).isTrue();
        }

        @Test
        void whenItIsSubmitted_thenOnlyItsFutureTells() {
            Error error = new AssertionError("thrown");
            Future<?> future = scheduler.submit((Runnable) () -> {
                throw error;
            });

            loop.iterate();

            assertThatThrownBy(future::get).hasCause(error);
        }
    }

    @Test
    void manyShareAContext() throws Exception {
        ContextScheduler other = new ContextScheduler(context);
        other.execute(note("other"));

        scheduler.shutdown();
        loop.iterate();

        assertThat(loop.log()).containsExactly("other");
        assertThat(scheduler.awaitTermination(0, SECONDS)).isTrue();
        assertThat(other.isShutdown()).isFalse();
        assertThat(context.isClosed()).isFalse();
    }
}
