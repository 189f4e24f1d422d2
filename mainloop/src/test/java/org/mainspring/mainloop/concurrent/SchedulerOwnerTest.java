package org.mainspring.mainloop.concurrent;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;

/** What the thread does that iterates the context of a scheduler: it waits for tasks by iterating, and is interrupted by them. */
class SchedulerOwnerTest extends ContextFixture {
    private final ContextScheduler scheduler = new ContextScheduler(context);

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
}
