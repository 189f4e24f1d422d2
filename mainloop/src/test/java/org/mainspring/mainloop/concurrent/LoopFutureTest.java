package org.mainspring.mainloop.concurrent;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.mainspring.mainloop.concurrent.SchedulerFixture.LONG_DELAY_SECONDS;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.Pipe.SinkChannel;
import java.nio.channels.Pipe.SourceChannel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceHandle;

/** A completable future of a context: where its functions run, and by which clock it counts. */
class LoopFutureTest extends ContextFixture {
    private final LoopFuture<String> future = new LoopFuture<>(context);

    @Nested
    class GivenASupplierThatIsAsync {
        @Test
        void whenTheContextIsClosedBeforeItRuns_thenTheFutureIsCancelled() {
            future.completeAsync(LoopFutureTest.this::noteAndSupply);
            LoopFuture<String> byExecutor = new LoopFuture<>(context);
            byExecutor.completeAsync(LoopFutureTest.this::noteAndSupply, ContextExecutor.of(context, Priority.LOW));

            loop.close();

            assertThat(future.isCancelled()).isTrue();
            assertThat(byExecutor.isCancelled()).isTrue();
            assertThat(loop.log()).isEmpty();
        }

        @Test
        void whenTheContextIsClosedAlready_thenItIsRejected() {
            loop.close();

            assertThatThrownBy(() -> future.completeAsync(() -> "value"))
                    .isInstanceOf(RejectedExecutionException.class);
            assertThat(future.isDone()).isFalse();
        }

        @Test
        void whenTheFutureIsCompleteBefore_thenItDoesNotRun() {
            future.completeAsync(LoopFutureTest.this::noteAndSupply);

            future.complete("first");
            loop.iterate();

            assertThat(future).isCompletedWithValue("first");
            assertThat(loop.log()).isEmpty();
        }

        @Test
        void whenItThrows_thenTheFutureFailsWithThatAsCause() {
            Throwable[] seen = new Throwable[1];
            future.whenComplete((value, thrown) -> seen[0] = thrown);
            future.completeAsync(() -> {
                throw new IllegalStateException("thrown");
            });

            loop.iterate();

            assertThat(seen[0]).isInstanceOf(CompletionException.class).hasCauseInstanceOf(IllegalStateException.class);
        }

        @Test
        void whenTheExecutorIsAnother_thenThatRunsIt() {
            assertThat(future.completeAsync(LoopFutureTest.this::noteAndSupply, Runnable::run))
                    .isSameAs(future)
                    .isCompletedWithValue("value");
        }

        @Test
        void thenItIsNotNull() {
            assertThatNullPointerException().isThrownBy(() -> future.completeAsync(null));
            assertThatNullPointerException().isThrownBy(() -> future.completeAsync(null, ContextExecutor.of(context)));
            assertThatNullPointerException().isThrownBy(() -> future.completeAsync(() -> "value", null));
        }
    }

    private String noteAndSupply() {
        loop.note("supplied");
        return "value";
    }

    @Nested
    class GivenATimeout {
        @Test
        void whenTheTimeIsUp_thenItFailsByTheClockOfTheContext() {
            assertThat(future.orTimeout(1, HOURS)).isSameAs(future);

            loop.advance(java.time.Duration.ofMinutes(59));
            assertThat(future.isDone()).isFalse();
            loop.advance(java.time.Duration.ofMinutes(1));

            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }

        @Test
        void whenTheTimeIsUp_thenItHasTheValueGivenForThat() {
            assertThat(future.completeOnTimeout("late", 1, HOURS)).isSameAs(future);

            loop.advance(java.time.Duration.ofHours(1));

            assertThat(future).isCompletedWithValue("late");
        }

        @Test
        void whenItIsCompletedBefore_thenTheTimerIsGoneAtOnce() {
            future.orTimeout(1, HOURS).completeOnTimeout("late", 2, HOURS);
            assertThat(sources()).hasSize(2);

            future.complete("value");

            assertThat(sources()).isEmpty();
            assertThat(future).isCompletedWithValue("value");
        }

        @Test
        void whenItIsCompleteAlready_thenThereIsNoTimer() {
            future.complete("value");

            future.orTimeout(1, HOURS).completeOnTimeout("late", 2, HOURS);

            assertThat(sources()).isEmpty();
        }

        @Test
        void whenTheContextIsClosedBefore_thenItIsCancelled() {
            future.orTimeout(1, HOURS);

            loop.close();

            assertThat(future.isCancelled()).isTrue();
        }

        @Test
        void whenTheContextIsClosedAlready_thenThatIsRejected() {
            loop.close();

            assertThatThrownBy(() -> future.orTimeout(1, HOURS)).isInstanceOf(RejectedExecutionException.class);
        }

        @Test
        void thenItsUnitIsNotNull() {
            assertThatNullPointerException().isThrownBy(() -> future.orTimeout(1, null));
            assertThatNullPointerException().isThrownBy(() -> future.completeOnTimeout("late", 1, null));
        }
    }

    @Nested
    class GivenTheOwnerWaits {
        @Test
        void thenItIteratesUntilTheFutureIsComplete() throws Exception {
            context.tryAcquire();
            future.completeOnTimeout("value", 1, HOURS);

            assertThat(future.get()).isEqualTo("value");
            assertThat(future.join()).isEqualTo("value");
            assertThat(future.get(0, HOURS)).isEqualTo("value");
            assertThat(loop.clock().elapsedNanos()).isEqualTo(HOURS.toNanos(1));
        }

        @Test
        void whenItJoins_thenItIteratesAsWellAndAnInterruptionIsKept() {
            context.tryAcquire();
            future.completeOnTimeout("value", 1, HOURS);
            Thread.currentThread().interrupt();

            assertThat(future.join()).isEqualTo("value");

            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void whenItsTimeIsUp_thenItIsTold() {
            context.tryAcquire();

            assertThatThrownBy(() -> future.get(3, MINUTES)).isInstanceOf(TimeoutException.class);

            assertThat(loop.clock().elapsedNanos()).isEqualTo(MINUTES.toNanos(3));
            assertThat(sources()).isEmpty();
        }

        @Test
        void whenAnotherThreadCompletesIt_thenItWakesEachTime() throws Exception {
            context.tryAcquire();
            assertThatThrownBy(() -> future.get(3, MINUTES)).isInstanceOf(TimeoutException.class);
            loop.poller().duringNextPoll(() -> elsewhere(() -> future.complete("value")));

            assertThat(future.get()).isEqualTo("value");

            assertThat(loop.clock().elapsedNanos()).isEqualTo(MINUTES.toNanos(3));
        }

        @Test
        void whenItFailed_thenItIsToldAsByEveryFuture() {
            context.tryAcquire();
            Exception failure = new Exception("thrown");
            CompletableFuture<String> built = future.thenApply(value -> value);
            loop.poller().duringNextPoll(() -> elsewhere(() -> future.completeExceptionally(failure)));

            assertThatThrownBy(built::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCause(failure);
            assertThatThrownBy(built::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(failure);
        }

        @Test
        void whenItIsInterrupted_thenItIsTold() {
            context.tryAcquire();
            Thread.currentThread().interrupt();

            assertThatThrownBy(future::get).isInstanceOf(InterruptedException.class);

            assertThat(Thread.interrupted()).isFalse();
        }
    }

    /** In real time, where a poller parks or selects. */
    @Nested
    @Tag("realtime")
    class GivenTheOwnerWaitsAndIsInterruptedBetweenPrepareAndPoll {
        private final MainContext real = new MainContext();
        private final LoopFuture<String> never = new LoopFuture<>(real);

        @AfterEach
        void closeContext() {
            real.close();
        }

        /** Interrupts its thread when it is asked for the first time: it is the last who is asked, so nobody sees that. */
        private void attachLateInterrupter() {
            Source source = new Source(new PrepareHook() {
                private boolean done;

                @Override
                public boolean prepare(SourceHandle self, PollTimeout timeout) {
                    if (!done) {
                        done = true;
                        Thread.currentThread().interrupt();
                    }
                    return false;
                }

                @Override
                public boolean dispatch(SourceHandle self, Callback callback) {
                    return Source.REMOVE;
                }
            });
            source.setPriority(Priority.LOW);
            source.attach(real);
        }

        private void assertInterrupted(int times) {
            assertTimeoutPreemptively(Duration.ofSeconds(LONG_DELAY_SECONDS), () -> {
                assertThat(real.tryAcquire()).isTrue();
                for (int i = 0; i < times; i++) {
                    attachLateInterrupter();
                    assertThatThrownBy(never::get).isInstanceOf(InterruptedException.class);
                    assertThat(Thread.interrupted()).isFalse();
                }
                real.release();
            });
        }

        @Test
        void whenTheContextParks_thenItIsTold() {
            assertInterrupted(1);
        }

        @Test
        void whenTheContextSelects_thenItIsTold() throws IOException {
            Pipe pipe = Pipe.open();
            try (SourceChannel out = pipe.source();
                    SinkChannel in = pipe.sink()) {
                out.configureBlocking(false);
                real.watchAdd(out, IOCondition.IN, (channel, seen) -> Source.REMOVE);

                assertInterrupted(2);
                assertThat(in.isOpen()).isTrue();
            }
        }

        @Test
        void whenTheContextSpins_thenItIsTold() {
            real.setPollParameters(1_000, 2, 0);

            assertInterrupted(3);
        }

        /** The poller has seen one interruption, and none of its waits has found the flag clear since. */
        @Test
        void whenItWaitsAgain_thenItIsToldAgain() {
            assertInterrupted(3);
        }
    }

    /** The promises of {@code CompletableFuture} that do not depend on where something runs. */
    @Nested
    class GivenItIsAnOrdinaryFuture {
        @Test
        void thenItIsCompletedOnce() {
            assertThat(future.complete("first")).isTrue();
            assertThat(future.complete("second")).isFalse();
            assertThat(future.completeExceptionally(new Exception())).isFalse();
            assertThat(future.cancel(true)).isFalse();
            assertThat(future.getNow("absent")).isEqualTo("first");
        }

        @Test
        void whenItIsCancelled_thenWhatIsBuiltOnItFails() {
            CompletableFuture<String> built = future.thenApply(value -> value);

            assertThat(future.cancel(false)).isTrue();

            assertThat(future.isCancelled()).isTrue();
            assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
            assertThatThrownBy(built::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(CancellationException.class);
        }

        @Test
        void whenItsCopyIsCompleted_thenItIsNot() {
            CompletableFuture<String> copy = future.copy();

            copy.complete("copy");

            assertThat(copy).isInstanceOf(LoopFuture.class);
            assertThat(future.isDone()).isFalse();
        }

        @Test
        void thenItTellsItsContext() {
            assertThat(future.context()).isSameAs(context);
            assertThat(future.defaultExecutor()).isSameAs(ContextExecutor.of(context));
            assertThatNullPointerException().isThrownBy(() -> new LoopFuture<>((ContextExecutor) null));
        }
    }
}
