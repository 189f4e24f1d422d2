package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;

/** Waiting for a worker in place of the loop. */
class WaitThreadTest {
    private final LoopDriver loop = LoopDriver.virtual();
    private final ManualExecutor executor = new ManualExecutor();

    @AfterEach
    void close() {
        loop.close();
    }

    private IOTask<String, String> task(String name) {
        return IOTask.of(
                name, (t, data) -> loop.note("callback " + t.source()), name, data -> loop.note("destroy " + data));
    }

    private IOTask<String, String> started(String name) {
        IOTask<String, String> task = task(name);
        task.runInThread(t -> {}, loop.context(), Priority.DEFAULT_IDLE, executor);
        return task;
    }

    @Nested
    class GivenTheWorkerHasReturned {
        private final IOTask<String, String> task = started("task");

        @Test
        void whenWaitedFor_thenTheCallbackHasRunAndNothingIsPending() {
            executor.runAll();
            assertThat(loop.context().pending()).isTrue();

            task.waitThread();

            assertThat(loop.log()).containsExactly("callback task", "destroy task");
            assertThat(loop.context().pending()).isFalse();
            assertThat(loop.iterate()).isFalse();
            assertThat(loop.log()).hasSize(2);
        }

        @Test
        void whenOthersAreReady_thenItJumpsTheQueueAndTheyStay() {
            loop.context().idleAdd(Priority.HIGH, ignored -> note("urgent"), null, null);
            started("before");
            executor.runAll();
            IOTask<String, String> last = started("last");
            executor.runAll();

            last.waitThread();

            assertThat(loop.log()).containsExactly("callback last", "destroy last");
            loop.advanceMillis(1);
            assertThat(loop.log())
                    .containsExactly(
                            "callback last",
                            "destroy last",
                            "urgent",
                            "callback task",
                            "destroy task",
                            "callback before",
                            "destroy before");
        }

        private boolean note(String what) {
            loop.note(what);
            return Source.REMOVE;
        }

        @Test
        void whenAllAreWaitedForBackwards_thenNothingIsPending() {
            IOTask<String, String> second = started("second");
            IOTask<String, String> third = started("third");
            executor.runAll();

            third.waitThread();
            second.waitThread();
            assertThat(loop.context().pending()).isTrue();
            task.waitThread();

            assertThat(loop.context().pending()).isFalse();
            assertThat(loop.log()).hasSize(6).startsWith("callback third").endsWith("destroy task");
        }

        @Test
        void whenOnesBehindItWereWaitedFor_thenDeliveringItLeavesNothingPending() {
            IOTask<String, String> second = started("second");
            executor.runAll();
            second.waitThread();

            loop.iterate();

            assertThat(loop.log()).endsWith("callback task", "destroy task");
            assertThat(loop.context().pending()).isFalse();
        }

        @Test
        void whenWaitedForInACallbackOfTheSameBatch_thenItIsNotDeliveredAgain() {
            IOTask<String, String> second = started("second");
            loop.context().idleAdd(Priority.DEFAULT_IDLE, ignored -> waitFor(second), null, null);
            executor.runAll();

            loop.advanceMillis(1);

            assertThat(loop.log()).containsOnlyOnce("callback second").containsOnlyOnce("callback task");
        }

        private boolean waitFor(IOTask<?, ?> other) {
            if (other.toString().contains("RUNNING")) {
                other.waitThread();
            }
            return Source.REMOVE;
        }

        @Test
        void whenTheCallbackThrows_thenTheWaiterGetsThat() {
            RuntimeException thrown = new IllegalArgumentException();
            IOTask<String, String> throwing = IOTask.of(
                    "throwing",
                    (t, data) -> {
                        throw thrown;
                    },
                    "data",
                    data -> loop.note("destroy " + data));
            throwing.runInThread(t -> {}, loop.context(), Priority.DEFAULT, executor);
            executor.runAll();

            assertThatThrownBy(throwing::waitThread).isSameAs(thrown);

            assertThat(loop.log()).containsExactly("destroy data");
        }

        /** The callback disconnects, which waits for whoever is connecting: nobody, by now. */
        @Test
        void whenTheCallbackWaitsForItsOwnTask_thenThatThrows() {
            AtomicReference<Throwable> seen = new AtomicReference<>();
            IOTask<String, String> waiting = IOTask.of("waiting", t -> {
                try {
                    t.waitThread();
                } catch (IllegalStateException thrown) {
                    seen.set(thrown);
                }
            });
            waiting.runInThread(t -> {}, loop.context(), Priority.DEFAULT, executor);
            executor.runAll();

            waiting.waitThread();

            assertThat(seen.get()).hasMessageContaining("COMPLETING");
        }

        @Test
        void whenADestroyNotifyWaitsForItsOwnTask_thenThatThrowsAndDoesNotHang() {
            AtomicReference<IOTask<String, String>> self = new AtomicReference<>();
            IOTask<String, String> waiting = IOTask.of(
                    "waiting", (t, data) -> {}, self, data -> data.get().waitThread());
            self.set(waiting);
            waiting.runInThread(t -> {}, loop.context(), Priority.DEFAULT, executor);
            executor.runAll();

            assertThatThrownBy(waiting::waitThread)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DONE");
        }
    }

    @Nested
    @Tag("realtime")
    class GivenAWorkerThatIsRunning {
        private final CountDownLatch working = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final IOTask<String, String> task = task("task");

        private void start() {
            task.runInThread(
                    t -> {
                        working.countDown();
                        released.await();
                        t.setError(new IOException("worker"));
                    },
                    loop.context());
        }

        @Test
        void whenItReturnsLater_thenTheWaitEndsAndTheCallbackHasRunHere() throws InterruptedException {
            AtomicReference<Thread> calledOn = new AtomicReference<>();
            IOTask<String, String> waited = IOTask.of("waited", t -> {
                calledOn.set(Thread.currentThread());
                assertThat(t.propagateError()).hasMessage("late");
            });
            waited.runInThread(
                    t -> {
                        released.await();
                        t.setError(new IOException("late"));
                    },
                    loop.context());
            Thread releasing = new Thread(released::countDown);
            releasing.start();

            waited.waitThread();

            releasing.join();
            assertThat(calledOn).hasValue(Thread.currentThread());
            assertThat(loop.context().pending()).isFalse();
        }

        @Test
        void whenTheLimitIsTooShort_thenFalseAndTheTaskIsAsItWas() throws InterruptedException {
            start();
            working.await();

            assertThat(task.waitThread(Duration.ofMillis(1))).isFalse();
            assertThat(task.waitThread(Duration.ZERO)).isFalse();

            assertThat(loop.log()).isEmpty();
            released.countDown();
            assertThat(task.waitThread(Duration.ofDays(1))).isTrue();
            assertThat(loop.log()).containsExactly("callback task", "destroy task");
        }

        @Test
        void whenTheWaiterIsInterrupted_thenItWaitsOnAndKeepsTheInterruption() {
            start();
            Thread waiter = Thread.currentThread();
            Thread interrupting = new Thread(() -> {
                waiter.interrupt();
                released.countDown();
            });
            interrupting.start();

            task.waitThread();

            assertThat(loop.log()).containsExactly("callback task", "destroy task");
            joinWithout(interrupting);
            assertThat(Thread.interrupted()).isTrue();
        }

        private void joinWithout(Thread other) {
            while (other.isAlive()) {
                Thread.onSpinWait();
            }
        }

        @Test
        void whenAnotherThreadFreesIt_thenTheWaitEndsWithoutACallback() {
            start();
            Thread freeing = new Thread(() -> {
                task.free();
                released.countDown();
            });
            AtomicReference<Throwable> refused = new AtomicReference<>();
            freeing.start();
            try {
                task.waitThread();
            } catch (IllegalStateException freedBefore) {
                refused.set(freedBefore);
            }
            joinWithout(freeing);
            while (loop.log().isEmpty()) {
                loop.iterate();
            }

            assertThat(loop.log()).containsExactly("destroy task");
            assertThat(refused.get())
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            thrown -> assertThat(thrown).hasMessageContaining("ABANDONED"));
        }

        @Test
        void whenAnotherThreadOwnsTheContext_thenThrowsThere() throws InterruptedException {
            start();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            assertThat(loop.context().tryAcquire()).isTrue();
            Thread other = new Thread(() -> {
                try {
                    task.waitThread();
                } catch (IllegalStateException refused) {
                    thrown.set(refused);
                }
            });
            other.start();
            other.join();

            assertThat(thrown.get()).hasMessageStartingWith("context is owned by another thread");
            assertThat(loop.log()).isEmpty();
            loop.context().release();
            released.countDown();
            task.waitThread();
        }

        @Test
        void whenNobodyOwnsTheContext_thenAnyThreadMayWaitAndOwnsItInTheCallback() throws InterruptedException {
            boolean[] owner = {false};
            IOTask<String, String> waited =
                    IOTask.of("waited", t -> owner[0] = loop.context().isOwner());
            waited.runInThread(t -> {}, loop.context());
            Thread other = new Thread(waited::waitThread);
            other.start();
            other.join();

            assertThat(owner[0]).isTrue();
            assertThat(loop.context().tryAcquire()).isTrue();
            loop.context().release();
        }
    }

    @Nested
    class GivenMisuse {
        @Test
        void whenNoWorkerHasIt_thenThrows() {
            assertThatThrownBy(task("task")::waitThread)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("NEW");
        }

        @Test
        void whenItIsCompleted_thenThrows() {
            IOTask<String, String> task = started("task");
            executor.runAll();
            loop.iterate();

            assertThatThrownBy(task::waitThread)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DONE");
        }

        @Test
        void whenItIsFreed_thenThrows() {
            IOTask<String, String> task = started("task");
            task.free();

            assertThatThrownBy(task::waitThread)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ABANDONED");
        }

        @Test
        void whenTheWorkerWaitsForItself_thenThrowsToIt() {
            AtomicReference<Throwable> seen = new AtomicReference<>();
            IOTask<String, String> task = IOTask.of("task", t -> seen.set(t.propagateError()));
            task.runInThread(IOTask::waitThread, loop.context(), Priority.DEFAULT, executor);
            executor.runAll();
            loop.iterate();

            assertThat(seen.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("waits for itself");
        }

        @Test
        void whenTheContextIsClosed_thenThrows() {
            IOTask<String, String> task = started("task");
            loop.close();

            assertThatThrownBy(task::waitThread)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("context is closed");
        }

        @Test
        void whenTheLimitIsNegativeOrNull_thenThrows() {
            IOTask<String, String> task = started("task");

            assertThatThrownBy(() -> task.waitThread(Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("limit < 0: PT-1S");
            assertThatThrownBy(() -> task.waitThread(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("limit");
        }

        /** The one that waits can only have come in between; it must not wait for ever. */
        @Test
        void whenTheExecutorRefusesMeanwhile_thenThrows() throws InterruptedException {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            CountDownLatch waiting = new CountDownLatch(1);
            IOTask<String, String> task = task("task");
            Thread[] waiter = {null};
            Executor refusing = job -> {
                waiter[0] = new Thread(() -> {
                    waiting.countDown();
                    try {
                        task.waitThread();
                    } catch (IllegalStateException refused) {
                        thrown.set(refused);
                    }
                });
                waiter[0].start();
                awaitUninterruptibly(waiting);
                throw new RejectedExecutionException();
            };

            assertThatThrownBy(() -> task.runInThread(t -> {}, loop.context(), Priority.DEFAULT, refusing))
                    .isInstanceOf(RejectedExecutionException.class);

            waiter[0].join();
            assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
        }

        private static void awaitUninterruptibly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    @Nested
    class GivenManyInARow {
        @Test
        void whenEachIsWaitedFor_thenEachCallsBackInTheOrderOfWaiting() {
            List<IOTask<String, String>> tasks = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                tasks.add(started("t" + i));
            }
            executor.runAll();

            for (int i = 299; i >= 0; i--) {
                tasks.get(i).waitThread();
            }

            assertThat(loop.log()).hasSize(600).startsWith("callback t299").endsWith("destroy t0");
            assertThat(loop.context().pending()).isFalse();
        }
    }
}
