package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Priority;

/** Cancelling a task whose worker is at work, on a thread of its own. */
@Tag("realtime")
class CancelRunningTest extends CancellableTask {
    /** A plain thread calls it: a pool would clear the interruption itself. */
    @Nested
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

    /** Whoever asks for more than before gets it. */
    @Nested
    class GivenAWorkerThatWasGivenUp {
        private final CountDownLatch working = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final AtomicReference<Boolean> interrupted = new AtomicReference<>(false);

        private Thread startWith(@Nullable CancelHook hook) throws InterruptedException {
            start(t -> {
                t.onCancel(hook);
                working.countDown();
                try {
                    released.await();
                } catch (InterruptedException calledOff) {
                    interrupted.set(true);
                }
            });
            Thread thread = new Thread(executor.take());
            thread.start();
            working.await();
            return thread;
        }

        @Test
        void whenItIsToBeInterruptedLater_thenItIs() throws Exception {
            Thread thread = startWith(null);

            assertThat(task.cancel()).isTrue();
            assertThat(task.cancel()).isFalse();
            assertThat(task.cancel(CancelOption.INTERRUPT)).isTrue();

            thread.join();
            assertThat(interrupted).hasValue(true);
        }

        @Test
        void whenItIsInterruptedOnceMore_thenNothingIsDone() throws Exception {
            Thread thread = startWith(null);
            task.cancel(CancelOption.INTERRUPT);

            assertThat(task.cancel(CancelOption.INTERRUPT)).isFalse();

            thread.join();
            assertThat(task.cancel(CancelOption.INTERRUPT)).isFalse();
        }

        @Test
        void whenItHasReturned_thenNothingIsDone() throws Exception {
            Thread thread = startWith(null);
            task.cancel();
            released.countDown();
            thread.join();

            assertThat(task.cancel(CancelOption.INTERRUPT)).isFalse();
        }

        @Test
        void whenTheCallbackIsWantedBothTimes_thenItIsInterruptedAndCalledBack() throws Exception {
            Thread thread = startWith(null);

            assertThat(task.cancel(CancelOption.CALL_BACK)).isTrue();
            assertThat(task.cancel(CancelOption.CALL_BACK)).isFalse();
            assertThat(task.cancel(CancelOption.CALL_BACK, CancelOption.INTERRUPT))
                    .isTrue();

            thread.join();
            loop.iterate();
            assertThat(interrupted).hasValue(true);
            assertThat(loop.log()).containsExactly("callback null", "destroy data");
        }

        @Test
        void whenItWasFreed_thenTheHookIsCalledAndItIsInterrupted() throws Exception {
            Thread thread = startWith(() -> loop.note("hook"));
            task.free();

            assertThat(task.cancel()).isTrue();
            assertThat(task.cancel()).isFalse();
            assertThat(task.cancel(CancelOption.INTERRUPT)).isTrue();

            thread.join();
            loop.iterate();
            assertThat(interrupted).hasValue(true);
            assertThat(loop.log()).containsExactly("hook", "destroy data");
        }

        @Test
        void whenTheCallbackWasGivenUp_thenItDoesNotComeBack() throws Exception {
            Thread thread = startWith(null);
            task.free();

            assertThat(task.cancel(CancelOption.CALL_BACK, CancelOption.INTERRUPT))
                    .isTrue();

            thread.join();
            loop.iterate();
            assertThat(loop.log()).containsExactly("destroy data");
        }
    }

    @Nested
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
