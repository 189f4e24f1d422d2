package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.concurrent.LoopFuture;
import org.mainspring.mainloop.source.Priority;
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

        /** A future whose worker blocks by now; it counts down when it is interrupted. */
        private CompletableFuture<String> blockedUntilInterrupted(CountDownLatch interrupted)
                throws InterruptedException {
            TaskWorkers.setExecutor(null);
            CountDownLatch working = new CountDownLatch(1);
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
            return future;
        }

        @Test
        @Tag("realtime")
        void whenTheContextIsClosedWhileTheWorkerBlocks_thenThatIsInterruptedAndNobodyWaitsForIt() throws Exception {
            CountDownLatch interrupted = new CountDownLatch(1);
            CompletableFuture<String> future = blockedUntilInterrupted(interrupted);

            loop.close();

            assertThat(future).isCancelled();
            interrupted.await();
        }

        /** A stage does not keep the one that it depends on. */
        @Test
        void whenTheContextIsClosedAndOnlyAStageIsLeft_thenThatIsDoneAllTheSame() {
            CompletableFuture<String> stage = TaskFutures.<String, String>of("source", t -> {}, loop.context())
                    .thenApply(result -> result);
            System.gc();

            loop.close();

            assertThat(stage).isCompletedExceptionally();
        }

        @Test
        void whenTheTaskIsFreedUnderARunningWorker_thenItIsCancelledWhenThatHasReturned() {
            CompletableFuture<String> future = TaskFutures.runInThread(
                    "source",
                    t -> {
                        t.free();
                        loop.iterate();
                        loop.note("running " + Thread.currentThread().isInterrupted());
                    },
                    loop.context());
            var unused = future.whenComplete((result, thrown) -> loop.note("done"));

            executor.runAll();
            assertThat(loop.log()).containsExactly("running false");
            loop.iterate();

            assertThat(loop.log()).containsExactly("running false", "done");
            assertThat(future).isCancelled();
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
            CountDownLatch interrupted = new CountDownLatch(1);
            CompletableFuture<String> future = blockedUntilInterrupted(interrupted);

            future.cancel(true);

            interrupted.await();
            assertThat(future).isCancelled();
        }
    }

    /** Ended by callbacks of the context. */
    @Nested
    class GivenAFutureOfATaskWithoutAWorker {
        private final CompletableFuture<String> future = TaskFutures.of("source", this::poll, loop.context());

        private void poll(IOTask<String, String> task) {
            Source timeout = loop.context().timeoutAddMillis(Priority.DEFAULT, 10, this::step, task, IOTask::free);
            try {
                task.onCancel(() -> {
                    loop.note("hook " + loop.context().isOwner());
                    timeout.destroy();
                });
            } catch (Exception impossible) {
                throw new AssertionError(impossible);
            }
        }

        private boolean step(IOTask<String, String> task) {
            task.setResult("result of " + task.source());
            task.complete();
            return Source.REMOVE;
        }

        @Test
        void whenItIsCompleted_thenTheFutureIsSo() {
            loop.advanceMillis(10);

            assertThat(future).isCompletedWithValue("result of source");
            assertThat(loop.log()).isEmpty();
        }

        @Test
        void whenTheFutureIsCancelled_thenTheTaskIsSoOnTheContext() {
            future.cancel(true);
            assertThat(loop.log()).isEmpty();

            loop.advanceMillis(20);

            assertThat(future).isCancelled();
            assertThat(loop.log()).containsExactly("hook true");
        }

        @Test
        void whenTheOwnerCancelsTheFuture_thenTheTaskIsSoAtOnce() {
            loop.context().idleAddOnce(() -> {
                future.cancel(true);
                loop.note("cancelled");
            });

            loop.iterate();

            assertThat(loop.log()).containsExactly("hook true", "cancelled");
        }

        @Test
        void whenTheContextIsClosed_thenBothAreCancelled() {
            loop.close();

            assertThat(future).isCancelled();
        }

        @Test
        void whenTheContextIsClosedAfterTheFutureWasCancelled_thenTheTaskEndsAllTheSame() {
            Counted source = new Counted();
            CompletableFuture<String> counting = TaskFutures.of(source, task -> {}, loop.context());
            counting.cancel(true);
            assertThat(source.count()).isEqualTo(2);

            loop.close();

            assertThat(source.count()).isEqualTo(1);
        }
    }

    @Nested
    class GivenATaskThatCannotBeStarted {
        private final Counted source = new Counted();

        @Test
        void whenTheStartThrows_thenThrowsTheSameAndTheSourceIsLetGoOf() {
            IllegalArgumentException thrown = new IllegalArgumentException("start");

            assertThatThrownBy(() -> TaskFutures.of(
                            source,
                            task -> {
                                throw thrown;
                            },
                            loop.context()))
                    .isSameAs(thrown);

            assertThat(source.count()).isEqualTo(1);
        }

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
}
