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
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
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

            while (captured.get() != null) { // the fixture's timeout ends it
                System.gc();
            }
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
            boolean[] terminated = new boolean[1];
            Thread waits = new Thread(() -> {
                try {
                    terminated[0] = scheduler.awaitTermination(SchedulerFixture.LONG_DELAY_SECONDS, SECONDS);
                } catch (InterruptedException unexpected) {
                    throw new AssertionError(unexpected);
                }
            });
            waits.start();
            while (waits.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }

            loop.close();

            waits.join();
            assertThat(terminated[0]).isTrue();
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

    @Nested
    class GivenTheOwnerWaits {
        @Test
        void thenItIteratesAndOthersRunMeanwhile() throws Exception {
            context.tryAcquire();
            scheduler.scheduleAtFixedRate(stamp("other"), 1, 2, HOURS);
            ScheduledFuture<String> future = scheduler.schedule(() -> "result", 4, HOURS);

            assertThat(future.get()).isEqualTo("result");

            assertThat(loop.log()).containsExactly("other@1h", "other@3h");
            assertThat(loop.clock().elapsedNanos()).isEqualTo(HOURS.toNanos(4));
        }

        @Test
        void whenACallbackWaits_thenTheLoopIsNested() {
            scheduler.execute(() -> {
                try {
                    loop.note(scheduler.schedule(() -> "inner", 1, HOURS).get());
                } catch (Exception unexpected) {
                    throw new AssertionError(unexpected);
                }
                stamp("outer").run();
            });

            loop.advance(Duration.ofHours(2));

            assertThat(loop.log()).containsExactly("inner", "outer@1h");
        }

        @Test
        void whenItsTimeIsUp_thenThatIsMeasuredByTheClockOfTheContext() {
            context.tryAcquire();
            ScheduledFuture<?> future = scheduler.schedule(note("ran"), 4, HOURS);

            assertThatThrownBy(() -> future.get(3, HOURS)).isInstanceOf(TimeoutException.class);

            assertThat(loop.clock().elapsedNanos()).isEqualTo(HOURS.toNanos(3));
            assertThat(sources()).hasSize(1);
        }

        @Test
        void whenSomethingElseIsAlwaysMoreUrgent_thenItsTimeIsUpAllTheSame() throws Exception {
            context.tryAcquire();
            Source greedy = context.timeoutAdd(
                    Priority.HIGH,
                    Duration.ZERO,
                    data -> {
                        loop.clock().advanceNanos(SECONDS.toNanos(1));
                        return Source.CONTINUE;
                    },
                    null,
                    null);

            List<Future<String>> futures = scheduler.invokeAll(List.of(() -> "a", () -> "b"), 5, SECONDS);

            greedy.destroy();
            assertThat(futures).hasSize(2).allMatch(Future::isCancelled);
            assertThat(loop.clock().elapsedNanos()).isEqualTo(SECONDS.toNanos(5));
        }

        @Test
        void whenAnyIsInvokedAndOneSucceeds_thenThoseThatHaveNotRunAreCancelled() throws Exception {
            context.tryAcquire();
            List<Callable<String>> tasks = List.of(this::fail, () -> "value", this::noteLoser, this::noteLoser);

            assertThat(scheduler.invokeAny(tasks)).isEqualTo("value");
            assertThat(scheduler.invokeAny(tasks, 1, HOURS)).isEqualTo("value");

            assertThat(sources()).isEmpty();
            loop.advanceMillis(1);
            assertThat(loop.log()).isEmpty();
        }

        @Test
        void whenAnyIsInvokedAndOneSucceeds_thenOneThatRunsIsInterrupted() throws Exception {
            context.tryAcquire();
            List<Callable<String>> tasks = List.of(this::waitWithin, () -> "value");

            assertThat(scheduler.invokeAny(tasks)).isEqualTo("value");

            assertThat(loop.log()).containsExactly("interrupted");
            assertThat(Thread.interrupted()).isFalse();
        }

        private String fail() throws Exception {
            throw new Exception("thrown");
        }

        private String noteLoser() {
            loop.note("loser");
            return "loser";
        }

        private String waitWithin() throws Exception {
            try {
                return new LoopFuture<String>(context).get(1, HOURS);
            } catch (InterruptedException expected) {
                loop.note("interrupted");
                throw expected;
            }
        }

        @Test
        void whenAnotherThreadCancelsWhatItWaitsFor_thenItWakes() {
            context.tryAcquire();
            ScheduledFuture<?> future = scheduler.schedule(note("ran"), 4, HOURS);
            loop.poller().duringNextPoll(() -> elsewhere(() -> future.cancel(false)));

            assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);

            assertThat(loop.clock().elapsedNanos()).isZero();
        }

        @Test
        void whenAnotherThreadRunsWhatWasGivenBack_thenItWakes() throws Exception {
            context.tryAcquire();
            ScheduledFuture<String> future = scheduler.schedule(() -> "ran there", 4, HOURS);
            List<Runnable> given = scheduler.shutdownNow();
            loop.iterate(); // takes the wake-up of the shutdown back
            loop.poller().duringNextPoll(() -> elsewhereDo(given.get(0)));

            assertThat(future.get()).isEqualTo("ran there");
        }

        @Test
        void whenAnotherThreadShutsItDown_thenTheTerminationIsSeen() throws Exception {
            context.tryAcquire();
            loop.poller().duringNextPoll(() -> elsewhereDo(scheduler::shutdown));

            assertThat(scheduler.awaitTermination(1, HOURS)).isTrue();

            assertThat(loop.clock().elapsedNanos()).isZero();
        }

        @Test
        void whenAnotherThreadCancelsTheLast_thenTheTerminationIsSeen() throws Exception {
            context.tryAcquire();
            ScheduledFuture<?> last = scheduler.schedule(note("ran"), 4, HOURS);
            scheduler.shutdown();
            loop.iterate(); // takes the wake-up of the shutdown back
            loop.poller().duringNextPoll(() -> elsewhere(() -> last.cancel(false)));

            assertThat(scheduler.awaitTermination(1, HOURS)).isTrue();

            assertThat(loop.clock().elapsedNanos()).isZero();
        }

        @Test
        void whenItIsInterrupted_thenItIsTold() {
            context.tryAcquire();
            ScheduledFuture<?> future = scheduler.schedule(note("ran"), 4, HOURS);
            scheduler.schedule(Thread.currentThread()::interrupt, 1, HOURS);

            assertThatThrownBy(future::get).isInstanceOf(InterruptedException.class);

            assertThat(Thread.interrupted()).isFalse();
            assertThat(future.isDone()).isFalse();
            assertThat(sources()).hasSize(1);
        }

        @Test
        void whenAnErrorLeavesTheIteration_thenItLeavesTheWait() {
            context.tryAcquire();
            Error error = new AssertionError("thrown");
            ScheduledFuture<?> future = scheduler.schedule(note("ran"), 4, HOURS);
            scheduler.execute(() -> {
                throw error;
            });

            assertThatThrownBy(future::get).isSameAs(error);

            assertThat(sources()).hasSize(1);
        }

        @Test
        void whenAHookWaits_thenThatIsRefused() {
            ScheduledFuture<?> future = scheduler.schedule(note("ran"), 4, HOURS);
            context.setDiagnosticHandler((code, message) -> loop.note(code.name()));
            Source hooked = new Source(new WaitingHook(future));
            hooked.attach(context);

            loop.iterate();

            assertThat(takeThrown()).singleElement().isInstanceOf(IllegalStateException.class);
            assertThat(loop.log()).containsExactly("RUN_IN_HOOK");
        }
    }

    @Nested
    class GivenTasksThatInterrupt {
        @Test
        void whenATaskCancelsItself_thenTheInterruptionEndsWithIt() {
            ScheduledFuture<?>[] self = new ScheduledFuture<?>[1];
            self[0] = scheduler.schedule(
                    () -> {
                        self[0].cancel(true);
                        loop.note("interrupted " + Thread.currentThread().isInterrupted());
                    },
                    0,
                    NANOSECONDS);

            loop.iterate();

            assertThat(loop.log()).containsExactly("interrupted true");
            assertThat(Thread.interrupted()).isFalse();
        }

        @Test
        void whenTheOwnerWasInterruptedBefore_thenThatIsKept() {
            ScheduledFuture<?>[] self = new ScheduledFuture<?>[1];
            self[0] = scheduler.schedule(() -> self[0].cancel(true), 0, NANOSECONDS);
            Thread.currentThread().interrupt();

            loop.iterate();

            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void whenATaskShutsItsServiceDownNow_thenTheInterruptionEndsWithIt() {
            scheduler.execute(() -> {
                scheduler.shutdownNow();
                loop.note("interrupted " + Thread.currentThread().isInterrupted());
            });

            loop.iterate();

            assertThat(loop.log()).containsExactly("interrupted true");
            assertThat(Thread.interrupted()).isFalse();
            assertThat(scheduler.isTerminated()).isTrue();
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
