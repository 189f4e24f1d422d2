package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;

class CancelTest {
    private final LoopDriver loop = LoopDriver.virtual();
    private final ManualExecutor executor = new ManualExecutor();
    private final AtomicReference<Throwable> seen = new AtomicReference<>();
    private final IOTask<String, String> task = IOTask.of(
            "source",
            (t, data) -> {
                loop.note("callback " + t.result());
                seen.set(t.propagateError());
            },
            "data",
            data -> loop.note("destroy " + data));

    @AfterEach
    void close() {
        loop.close();
    }

    private void start(IOTask.Worker<String, String> worker) {
        task.runInThread(worker, loop.context(), Priority.DEFAULT, executor);
    }

    @Nested
    class GivenATaskWithoutAWorker {
        @Test
        void whenCancelled_thenItIsFreedAtOnce() {
            assertThat(task.cancel()).isTrue();

            assertThat(loop.log()).containsExactly("destroy data");
            assertThat(task.cancel()).isFalse();
        }

        @Test
        void whenCancelledWithCallback_thenThatFindsACancellationWithTheErrorBefore() {
            IOException before = new IOException();
            task.setError(before);

            assertThat(task.cancel(CancelOption.CALL_BACK)).isTrue();

            assertThat(loop.log()).containsExactly("callback null", "destroy data");
            assertThat(seen.get()).isInstanceOf(CancellationException.class).hasSuppressedException(before);
        }

        @Test
        void whenItHasAHook_thenThatIsCalledFirst() throws Exception {
            task.onCancel(() -> loop.note("hook"));

            task.cancel();

            assertThat(loop.log()).containsExactly("hook", "destroy data");
        }

        @Test
        void whenItIsOver_thenNothingHappens() throws Exception {
            task.onCancel(() -> loop.note("hook"));
            task.complete();

            assertThat(task.cancel()).isFalse();

            assertThat(loop.log()).containsExactly("callback null", "destroy data");
        }

        @Test
        void whenTheHookThrows_thenAllElseIsDoneAndItIsThrownOn() throws Exception {
            IOException thrown = new IOException();
            task.onCancel(() -> {
                throw thrown;
            });

            assertThatThrownBy(task::cancel)
                    .isInstanceOf(CompletionException.class)
                    .hasCause(thrown);

            assertThat(loop.log()).containsExactly("destroy data");
        }
    }

    @Nested
    class GivenAWorkerThatHasNotBegun {
        @Test
        void whenCancelled_thenItDoesNotBeginAndTheNotifyRunsOnTheContext() {
            start(t -> loop.note("worker"));

            task.cancel();

            assertThat(loop.log()).isEmpty();
            loop.iterate();
            executor.runAll();
            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenCancelledWithCallback_thenThatRunsOnTheContext() {
            start(t -> loop.note("worker"));

            task.cancel(CancelOption.CALL_BACK);
            executor.runAll();

            assertThat(loop.log()).isEmpty();
            loop.iterate();
            assertThat(loop.log()).containsExactly("callback null", "destroy data");
            assertThat(seen.get()).isInstanceOf(CancellationException.class);
        }
    }

    @Nested
    class GivenAWorkerThatHasReturned {
        private final IOException error = new IOException("worker");

        @Test
        void whenCancelled_thenTheCallbackDoesNotRunNorTheHook() {
            start(t -> t.onCancel(() -> loop.note("hook")));
            executor.runAll();

            assertThat(task.cancel()).isTrue();
            loop.iterate();

            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenCancelledWithCallback_thenThatSeesTheResultAndBothErrors() {
            start(t -> {
                t.setResult("result");
                t.setError(error);
            });
            executor.runAll();

            assertThat(task.cancel(CancelOption.CALL_BACK)).isTrue();
            assertThat(task.cancel(CancelOption.CALL_BACK)).isFalse();
            loop.iterate();

            assertThat(loop.log()).containsExactly("callback result", "destroy data");
            assertThat(seen.get()).isInstanceOf(CancellationException.class).hasSuppressedException(error);
        }

        @Test
        void whenCancelledOnceMoreWithout_thenTheCallbackIsTakenBack() {
            start(t -> {});
            executor.runAll();
            task.cancel(CancelOption.CALL_BACK);

            assertThat(task.cancel()).isTrue();
            assertThat(task.cancel()).isFalse();
            loop.iterate();

            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenFreedAfterThat_thenTheCallbackDoesNotRun() {
            start(t -> {});
            executor.runAll();
            task.cancel(CancelOption.CALL_BACK);

            task.free();
            loop.iterate();

            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenTheContextIsClosedAfterThat_thenTheCallbackDoesNotRun() {
            start(t -> {});
            executor.runAll();
            task.cancel(CancelOption.CALL_BACK);

            loop.close();

            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenWaitedForAfterThat_thenTheCallbackHasRun() {
            start(t -> {});
            executor.runAll();
            task.cancel(CancelOption.CALL_BACK);

            task.waitThread();

            assertThat(seen.get()).isInstanceOf(CancellationException.class);
        }
    }

    @Nested
    class GivenAHookThatIsSetTooLate {
        @Test
        void whenTheTaskWasCancelledBefore_thenItIsCalledAtOnce() {
            start(t -> {
                task.cancel();
                t.onCancel(() -> loop.note("hook"));
                loop.note("worker");
            });

            executor.runAll();

            assertThat(loop.log()).containsExactly("hook", "worker");
        }

        @Test
        void whenAnotherIsSet_thenTheFirstIsForgotten() {
            start(t -> {
                t.onCancel(() -> loop.note("first"));
                t.onCancel(() -> loop.note("second"));
                task.cancel();
            });

            executor.runAll();

            assertThat(loop.log()).containsExactly("second");
        }
    }

    /** A plain thread calls it: a pool would clear the interruption itself. */
    @Nested
    @Tag("realtime")
    class GivenAWorkerOnAPlainThread {
        private final CountDownLatch working = new CountDownLatch(1);
        private final AtomicReference<Boolean> inWorker = new AtomicReference<>();
        private final AtomicReference<Boolean> afterwards = new AtomicReference<>();

        private Thread startOn(Runnable job) {
            Thread thread = new Thread(() -> {
                job.run();
                afterwards.set(Thread.interrupted());
            });
            thread.start();
            return thread;
        }

        private void spinUntilInterrupted() {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        }

        @Test
        void whenItIgnoresTheInterruption_thenThatDoesNotOutliveIt() throws Exception {
            start(t -> {
                working.countDown();
                spinUntilInterrupted();
            });
            Thread thread = startOn(executor.take());
            working.await();

            task.cancel(CancelOption.INTERRUPT);
            thread.join();

            assertThat(afterwards).hasValue(false);
        }

        @Test
        void whenTheInterruptionIsAnothers_thenItIsLeftAlone() throws Exception {
            start(t -> {
                working.countDown();
                spinUntilInterrupted();
            });
            Thread thread = startOn(executor.take());
            working.await();

            thread.interrupt();
            thread.join();

            assertThat(afterwards).hasValue(true);
        }

        /** The monitor of the run keeps the thread between its claim and its worker. */
        @Test
        void whenItIsInterruptedBetweenClaimAndWorker_thenTheWorkerFindsThat() throws Exception {
            start(t -> inWorker.set(Thread.currentThread().isInterrupted()));
            Runnable run = executor.take();
            Thread thread;
            synchronized (run) {
                thread = startOn(run);
                while (thread.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
                task.cancel(CancelOption.INTERRUPT);
            }
            thread.join();

            assertThat(inWorker).hasValue(true);
            assertThat(afterwards).hasValue(false);
        }
    }

    /** Whichever of worker and hook ends last sends the completion. */
    @Nested
    @Tag("realtime")
    class GivenAHookThatOutlivesTheWorker {
        private final CountDownLatch firing = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final Thread canceller = new Thread(() -> task.cancel(CancelOption.CALL_BACK));

        private void hook() throws InterruptedException {
            firing.countDown();
            release.await();
            loop.note("hook is over");
        }

        private void endHook() throws InterruptedException {
            release.countDown();
            canceller.join();
        }

        private void startAndReturnWhileItRuns() throws InterruptedException {
            start(t -> {
                t.onCancel(this::hook);
                canceller.start();
                firing.await();
            });
            executor.runAll();
        }

        @Test
        void whenTheWorkerReturns_thenTheCallbackWaitsForTheHook() throws Exception {
            startAndReturnWhileItRuns();

            loop.iterate();
            assertThat(loop.log()).isEmpty();
            endHook();
            loop.iterate();

            assertThat(loop.log()).containsExactly("hook is over", "callback null", "destroy data");
        }

        @Test
        void whenItIsFreedMeanwhile_thenTheNotifyWaitsForTheHook() throws Exception {
            startAndReturnWhileItRuns();

            task.free();
            loop.iterate();
            assertThat(loop.log()).isEmpty();
            endHook();
            loop.iterate();

            assertThat(loop.log()).containsExactly("hook is over", "destroy data");
        }

        @Test
        void whenItIsCancelledOnceMore_thenTheNotifyWaitsForTheHook() throws Exception {
            startAndReturnWhileItRuns();

            assertThat(task.cancel(CancelOption.INTERRUPT)).isTrue();
            loop.iterate();
            assertThat(loop.log()).isEmpty();
            endHook();
            loop.iterate();

            assertThat(loop.log()).containsExactly("hook is over", "destroy data");
        }

        @Test
        void whenFreedBeforeTheWorkerBegins_thenTheNotifyWaitsForTheHook() throws Exception {
            task.onCancel(this::hook);
            start(t -> loop.note("worker"));
            canceller.start();
            firing.await();

            task.free();
            executor.runAll();
            loop.iterate();
            assertThat(loop.log()).isEmpty();
            endHook();
            loop.iterate();

            assertThat(loop.log()).containsExactly("hook is over", "destroy data");
        }

        @Test
        void whenTheExecutorRefusesMeanwhile_thenTheTaskEndsOnceTheHookIsOver() throws Exception {
            IllegalStateException refusal = new IllegalStateException("refused");
            task.onCancel(this::hook);

            assertThatThrownBy(() -> task.runInThread(t -> {}, loop.context(), Priority.DEFAULT, job -> {
                        canceller.start();
                        awaitFiring();
                        throw refusal;
                    }))
                    .isSameAs(refusal);

            loop.iterate();
            assertThat(loop.log()).isEmpty();
            endHook();
            loop.iterate();
            assertThat(loop.log()).containsExactly("hook is over", "callback null", "destroy data");
        }

        private void awaitFiring() {
            try {
                firing.await();
            } catch (InterruptedException timedOut) {
                throw new AssertionError(timedOut);
            }
        }

        @Test
        void whenTheContextIsClosedMeanwhile_thenTheNotifyWaitsForTheHookAllTheSame() throws Exception {
            startAndReturnWhileItRuns();

            loop.close();
            assertThat(loop.log()).isEmpty();
            endHook();

            assertThat(loop.log()).containsExactly("hook is over", "destroy data");
        }

        @Test
        void whenTheHookWaitsForItsOwnTask_thenThatThrows() throws Exception {
            task.onCancel(task::waitThread);
            start(t -> {});

            assertThatThrownBy(() -> task.cancel(CancelOption.CALL_BACK))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("hook");

            loop.iterate();
            assertThat(loop.log()).containsExactly("callback null", "destroy data");
        }
    }

    @Nested
    @Tag("realtime")
    class GivenAWorkerThatBlocks {
        private final CountDownLatch working = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final ExecutorService pool = Executors.newSingleThreadExecutor();

        @AfterEach
        void shutDown() throws InterruptedException {
            pool.shutdown();
            assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }

        private void start(IOTask.Worker<String, String> worker) throws InterruptedException {
            task.runInThread(worker, loop.context(), Priority.DEFAULT, pool);
            working.await();
        }

        private void iterateUntil(String line) {
            while (!loop.log().contains(line)) {
                loop.context().iteration(false);
                Thread.onSpinWait();
            }
        }

        @Test
        void whenTheHookEndsItsWait_thenItReturnsAndWhatIsOwedIsPaidOnTheLoop() throws Exception {
            start(t -> {
                t.onCancel(closed::countDown);
                working.countDown();
                closed.await();
            });

            assertThat(task.cancel()).isTrue();
            iterateUntil("destroy data");

            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenItIsInterrupted_thenTheErrorIsACancellation() throws Exception {
            start(t -> {
                working.countDown();
                closed.await();
            });

            task.cancel(CancelOption.INTERRUPT, CancelOption.CALL_BACK);
            iterateUntil("destroy data");

            assertThat(loop.log()).containsExactly("callback null", "destroy data");
            assertThat(seen.get()).isInstanceOf(CancellationException.class);
            assertThat(seen.get().getSuppressed()[0]).isInstanceOf(InterruptedException.class);
        }

        @Test
        void whenItIsNotInterrupted_thenItIsLeftAlone() throws Exception {
            AtomicReference<Boolean> disturbed = new AtomicReference<>();
            start(t -> {
                working.countDown();
                closed.await();
                disturbed.set(Thread.interrupted());
            });

            task.cancel();
            closed.countDown();
            iterateUntil("destroy data");

            assertThat(disturbed).hasValue(false);
        }

        /** Nobody waits for it, and nothing that it may still use is let go of. */
        @Test
        void whenItNeverEnds_thenTheLoopAndItsEndDoNotWaitForIt() throws Exception {
            start(t -> {
                working.countDown();
                closed.await();
            });

            task.cancel();
            assertThat(loop.iterate()).isFalse();
            loop.close();

            assertThat(loop.log()).isEmpty();
            closed.countDown(); // and when it ends after all, what is owed is paid
            pool.submit(() -> {}).get();
            assertThat(loop.log()).containsExactly("destroy data");
        }
    }
}
