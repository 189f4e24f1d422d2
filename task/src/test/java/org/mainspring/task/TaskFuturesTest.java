package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.concurrent.LoopFuture;
import org.mainspring.mainloop.testing.LoopDriver;

class TaskFuturesTest {
    private final LoopDriver loop = LoopDriver.virtual();
    private final ManualExecutor executor = new ManualExecutor();
    private final IOException error = new IOException("worker");

    @BeforeEach
    void setWorkers() {
        TaskWorkers.setExecutor(executor);
    }

    @AfterEach
    void close() {
        TaskWorkers.setExecutor(null);
        loop.close();
    }

    @Nested
    class GivenAFutureOfATask {
        @Test
        void whenTheWorkerReturns_thenItCompletesOnTheContext() {
            CompletableFuture<String> future =
                    TaskFutures.runInThread("source", t -> t.setResult("result of " + t.source()), loop.context());
            future.thenAccept(result -> loop.note(result + " " + loop.context().isOwner()));
            executor.runAll();
            assertThat(future).isNotDone();

            loop.iterate();

            assertThat(loop.log()).containsExactly("result of source true");
        }

        @Test
        void whenTheWorkerFails_thenItFailsWithThat() {
            CompletableFuture<String> future = TaskFutures.runInThread(
                    "source",
                    t -> {
                        throw error;
                    },
                    loop.context());
            executor.runAll();
            loop.iterate();

            assertThat(future).isCompletedExceptionally();
            future.whenComplete((result, thrown) -> assertThat(thrown).isSameAs(error));
        }

        @Test
        void whenTheOwnerWaits_thenItIteratesTheContext() {
            TaskWorkers.setExecutor(Runnable::run);
            LoopFuture<String> future = TaskFutures.runInThread("source", t -> t.setResult("result"), loop.context());

            assertThat(loop.context().tryAcquire()).isTrue();
            try {
                assertThat(future.join()).isEqualTo("result");
            } finally {
                loop.context().release();
            }
        }

        @Test
        void whenAStageIsAsync_thenItRunsOnTheContext() {
            LoopFuture<String> future = TaskFutures.runInThread("source", t -> t.setResult("result"), loop.context());
            var unused = future.thenAcceptAsync(
                    result -> loop.note(result + " " + loop.context().isOwner()));
            executor.runAll();

            loop.advanceMillis(1);

            assertThat(loop.log()).containsExactly("result true");
        }

        @Test
        void whenTheResultHasANotify_thenStagesComeBeforeAndReadersAfter() {
            LoopFuture<String> future = TaskFutures.runInThread(
                    "source", t -> t.setResult("result", gone -> loop.note("destroy " + gone)), loop.context());
            var unused = future.thenAccept(result -> loop.note("stage " + result));
            executor.runAll();

            loop.iterate();

            assertThat(future.join()).isEqualTo("result");
            assertThat(loop.log()).containsExactly("stage result", "destroy result");
        }

        @Test
        void whenItIsCancelled_thenTheWorkerDoesNotBegin() {
            CompletableFuture<String> future =
                    TaskFutures.runInThread("source", t -> loop.note("worker"), loop.context());

            future.cancel(true);
            executor.runAll();
            loop.iterate();

            assertThat(loop.log()).isEmpty();
            assertThat(future).isCancelled();
        }

        @Test
        void whenTheContextIsClosed_thenItIsCancelled() {
            CompletableFuture<String> future = TaskFutures.runInThread("source", t -> {}, loop.context());
            executor.runAll();

            loop.close();

            assertThat(future).isCancelled();
        }

        @Test
        void whenTheContextIsClosedUnderAWorkerThatDoesNotReturn_thenItIsCancelledAllTheSame() {
            CompletableFuture<String> future = TaskFutures.runInThread("source", t -> {}, loop.context());

            loop.close();

            assertThat(future).isCancelled();
        }

        @Test
        @Tag("realtime")
        void whenTheContextIsClosedWhileTheWorkerBlocks_thenThatIsInterruptedAndNobodyWaitsForIt() throws Exception {
            TaskWorkers.setExecutor(null);
            CountDownLatch working = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            CompletableFuture<String> future = TaskFutures.runInThread(
                    "source",
                    t -> {
                        working.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } finally {
                            interrupted.countDown();
                        }
                    },
                    loop.context());
            working.await();

            loop.close();

            assertThat(future).isCancelled();
            interrupted.await();
        }

        @Test
        void whenItIsComplete_thenNothingOfItIsLeftInTheContext() {
            CompletableFuture<String> future = TaskFutures.runInThread("source", t -> {}, loop.context());
            assertThat(loop.context().dump()).contains("io-task-at-close");
            executor.runAll();
            loop.iterate();

            assertThat(future).isDone();
            assertThat(loop.context().dump()).doesNotContain("io-task-at-close");
        }

        @Test
        @Tag("realtime")
        void whenItIsCancelledWhileTheWorkerBlocks_thenThatIsInterrupted() throws InterruptedException {
            TaskWorkers.setExecutor(null);
            CountDownLatch working = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            CompletableFuture<String> future = TaskFutures.runInThread(
                    "source",
                    t -> {
                        working.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } finally {
                            interrupted.countDown();
                        }
                    },
                    loop.context());
            working.await();

            future.cancel(true);

            interrupted.await();
            assertThat(future).isCancelled();
        }
    }

    @Nested
    class GivenATaskThatCannotBeStarted {
        private final Counted source = new Counted();

        @Test
        void whenTheContextIsClosed_thenThrowsAndTheSourceIsLetGoOf() {
            loop.close();

            assertThatThrownBy(() -> TaskFutures.runInThread(source, t -> {}, loop.context()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");

            assertThat(source.count()).isEqualTo(1);
        }

        @Test
        void whenTheExecutorRefuses_thenThrowsTheSameAndTheSourceIsLetGoOf() {
            RejectedExecutionException refusal = new RejectedExecutionException();
            TaskWorkers.setExecutor(job -> {
                throw refusal;
            });

            assertThatThrownBy(() -> TaskFutures.runInThread(source, t -> {}, loop.context()))
                    .isSameAs(refusal);

            assertThat(source.count()).isEqualTo(1);
            assertThat(loop.context().dump()).doesNotContain("io-task-at-close");
        }
    }

    @Nested
    class GivenATaskOfAStage {
        private final CompletableFuture<String> stage = new CompletableFuture<>();
        private final AtomicReference<Throwable> seen = new AtomicReference<>();
        private final IOTask<String, String> task = IOTask.of(
                "source",
                (t, data) -> {
                    loop.note("callback " + t.result());
                    seen.set(t.propagateError());
                },
                "data",
                data -> loop.note("destroy " + data));

        @Test
        void whenTheStageCompletes_thenTheTaskIsCompletedOnTheContext() {
            TaskFutures.completeWith(stage, task, loop.context());
            stage.complete("result");
            assertThat(loop.log()).isEmpty();

            loop.iterate();

            assertThat(loop.log()).containsExactly("callback result", "destroy data");
            assertThat(seen).hasValue(null);
        }

        @Test
        void whenTheStageFails_thenTheErrorIsTheCause() {
            TaskFutures.completeWith(stage.thenApply(result -> result), task, loop.context());
            stage.completeExceptionally(error);

            loop.iterate();

            assertThat(seen).hasValue(error);
        }

        @Test
        void whenTheContextIsClosedBefore_thenTheTaskIsFreed() {
            TaskFutures.completeWith(stage, task, loop.context());
            stage.complete("result");

            loop.close();

            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenTheContextWasClosedLongAgo_thenTheTaskIsFreedAtOnce() {
            TaskFutures.completeWith(stage, task, loop.context());
            loop.close();

            stage.complete("result");

            assertThat(loop.log()).containsExactly("destroy data");
        }
    }
}
