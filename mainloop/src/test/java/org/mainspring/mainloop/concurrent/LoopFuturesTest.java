package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;

/** Futures that a context completes. */
class LoopFuturesTest extends ContextFixture {
    private final LoopFutures futures = LoopFutures.of(context);

    /** Workers that work when they are told to, on a thread of their own. */
    private final Queue<Runnable> work = new ArrayDeque<>();

    private final Executor workers = work::add;

    private void letWorkersWork() {
        while (!work.isEmpty()) {
            elsewhereDo(work.remove());
        }
    }

    private void noteThread() {
        loop.note(Thread.currentThread().getName());
    }

    private final String here = Thread.currentThread().getName();

    @Nested
    class GivenAWorker {
        @Test
        void thenItWorksAndTheContextCompletes() {
            LoopFuture<String> future = futures.supplyAsync(
                    () -> {
                        noteThread();
                        return "value";
                    },
                    workers);
            future.thenRun(LoopFuturesTest.this::noteThread);
            future.thenRunAsync(LoopFuturesTest.this::noteThread);

            letWorkersWork();
            assertThat(loop.log()).containsExactly("elsewhere");
            assertThat(future.isDone()).isFalse();
            loop.advanceMillis(1);

            assertThat(future).isCompletedWithValue("value");
            assertThat(loop.log()).containsExactly("elsewhere", here, here);
        }

        @Test
        void whenItComesToAnEndWhileTheLoopSleeps_thenTheLoopWakes() {
            LoopFuture<String> future = futures.supplyAsync(() -> "value", workers);
            loop.poller().duringNextPoll(LoopFuturesTest.this::letWorkersWork);

            loop.iterateBlocking();

            assertThat(future).isCompletedWithValue("value");
        }

        @Test
        void whenItThrows_thenTheFutureFailsWithThatAsCause() {
            Error failure = new AssertionError("thrown");
            LoopFuture<String> future = futures.supplyAsync(
                    () -> {
                        throw failure;
                    },
                    workers);
            Throwable[] seen = new Throwable[1];
            future.whenComplete((value, thrown) -> seen[0] = thrown);

            letWorkersWork();
            loop.iterate();

            assertThat(seen[0]).isInstanceOf(CompletionException.class).hasCause(failure);
            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(failure);
        }

        @Test
        void whenItHasNoResult_thenTheContextIsToldOfItsEnd() {
            LoopFuture<Void> future = futures.runAsync(LoopFuturesTest.this::noteThread, workers);

            letWorkersWork();
            loop.iterate();

            assertThat(future).isCompletedWithValue(null);
            assertThat(loop.log()).containsExactly("elsewhere");
        }

        @Test
        void whenTheFutureIsCancelledBefore_thenItDoesNotWork() {
            LoopFuture<Void> future = futures.runAsync(LoopFuturesTest.this::noteThread, workers);

            future.cancel(false);
            letWorkersWork();

            assertThat(loop.log()).isEmpty();
        }

        @Test
        void whenTheContextIsClosedBeforeItEnds_thenTheFutureIsCancelled() {
            LoopFuture<String> future = futures.supplyAsync(() -> "value", workers);
            loop.close();

            letWorkersWork();

            assertThat(future.isCancelled()).isTrue();
        }

        @Test
        void whenTheContextIsClosedBeforeItIsTold_thenTheFutureIsCancelled() {
            LoopFuture<String> future = futures.supplyAsync(() -> "value", workers);
            letWorkersWork();

            loop.close();

            assertThat(future.isCancelled()).isTrue();
        }

        @Test
        void whenItIsRefused_thenTheCallerIsTold() {
            Executor refusing = command -> {
                throw new RejectedExecutionException("full");
            };

            assertThatThrownBy(() -> futures.supplyAsync(() -> "value", refusing))
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Nested
    class GivenAFutureFromElsewhere {
        private final CompletableFuture<String> foreign = new CompletableFuture<>();
        private final LoopFuture<String> future = futures.onContext(foreign);

        @Test
        void whenAnotherThreadCompletesIt_thenTheContextCompletesOurs() {
            future.thenRun(LoopFuturesTest.this::noteThread);

            elsewhere(() -> foreign.complete("value"));
            assertThat(future.isDone()).isFalse();
            loop.iterate();

            assertThat(future).isCompletedWithValue("value");
            assertThat(loop.log()).containsExactly(here);
        }

        @Test
        void whenTheOwnerCompletesIt_thenOursIsCompleteAtOnce() {
            context.tryAcquire();

            foreign.complete("value");

            assertThat(future).isCompletedWithValue("value");
        }

        @Test
        void whenItFails_thenOursFailsAlike() {
            Exception failure = new Exception("thrown");

            elsewhere(() -> foreign.completeExceptionally(failure));
            loop.iterate();

            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(failure);
        }

        @Test
        void whenItIsCancelled_thenOursIsCancelled() {
            elsewhere(() -> foreign.cancel(true));
            loop.iterate();

            assertThat(future.isCancelled()).isTrue();
        }

        @Test
        void whenOursIsCancelled_thenItIsNot() {
            future.cancel(true);

            assertThat(foreign.isDone()).isFalse();
        }

        @Test
        void whenTheContextIsClosed_thenOursIsCancelled() {
            loop.close();

            foreign.complete("value");

            assertThat(future.isCancelled()).isTrue();
        }
    }

    @Nested
    class GivenTheContextItself {
        @Test
        void whenItSupplies_thenThatIsInAnIterationToCome() {
            LoopFuture<String> future = futures.supply(() -> {
                noteThread();
                return "value";
            });
            assertThat(loop.log()).isEmpty();

            loop.iterate();

            assertThat(future).isCompletedWithValue("value");
            assertThat(loop.log()).containsExactly(here);
        }

        @Test
        void whenItIsClosed_thenTheFutureIsCancelledAndMoreIsRejected() {
            LoopFuture<String> future = futures.supply(() -> "value");

            loop.close();

            assertThat(future.isCancelled()).isTrue();
            assertThatThrownBy(() -> futures.supply(() -> "value")).isInstanceOf(RejectedExecutionException.class);
            assertThatThrownBy(() -> futures.delay(Duration.ZERO)).isInstanceOf(RejectedExecutionException.class);
        }

        @Test
        void whenADelayHasPassed_thenItsFutureIsComplete() {
            futures.delay(Duration.ofHours(3)).thenRun(stamp("a"));
            futures.delay(Duration.ofHours(-1)).thenRun(stamp("b"));

            loop.advance(Duration.ofDays(1));

            assertThat(loop.log()).containsExactly("b@0", "a@3h");
        }

        @Test
        void whenADelayIsCancelled_thenItsSourceIsGone() {
            LoopFuture<Void> delay = futures.delay(Duration.ofHours(3));
            assertThat(sources()).hasSize(1);

            delay.cancel(false);

            assertThat(sources()).isEmpty();
        }

        @Test
        void whenItHasAPriority_thenAllIsDoneByThat() {
            LoopFutures low = LoopFutures.of(context, Priority.LOW);
            low.supply(() -> "value").thenRun(note("supplied"));
            low.delay(Duration.ZERO).thenRun(note("delayed"));
            low.completed("value").thenRunAsync(note("async"));
            context.idleAdd(() -> {
                loop.note("idle");
                return Source.REMOVE;
            });

            loop.advanceMillis(1);

            assertThat(loop.log()).startsWith("idle").containsExactlyInAnyOrder("idle", "supplied", "delayed", "async");
            assertThat(low.executor().priority()).isEqualTo(Priority.LOW);
        }
    }

    @Test
    void aFutureMayBeComplete() {
        Exception failure = new Exception("thrown");

        assertThat(futures.incomplete().isDone()).isFalse();
        assertThat(futures.completed("value")).isCompletedWithValue("value");
        assertThatThrownBy(futures.failed(failure)::get).hasCause(failure);
    }

    @Test
    void nothingIsNull() {
        assertThatNullPointerException().isThrownBy(() -> futures.supplyAsync(null, workers));
        assertThatNullPointerException().isThrownBy(() -> futures.supplyAsync(() -> "value", null));
        assertThatNullPointerException().isThrownBy(() -> futures.runAsync(null, workers));
        assertThatNullPointerException().isThrownBy(() -> futures.onContext(null));
        assertThatNullPointerException().isThrownBy(() -> futures.supply(null));
        assertThatNullPointerException().isThrownBy(() -> futures.delay(null));
        assertThatNullPointerException().isThrownBy(() -> futures.failed(null));
        assertThat(work).isEmpty();
    }
}
