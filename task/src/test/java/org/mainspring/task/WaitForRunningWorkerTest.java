package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Priority;

/** Waiting for a worker that is at work, on a thread of its own. */
@Tag("realtime")
class WaitForRunningWorkerTest extends WaitedTasks {
    @Nested
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
                while (!(LockSupport.getBlocker(waiter) instanceof WorkerRun)) {
                    Thread.onSpinWait();
                }
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
    class GivenAnExecutorThatRefuses {
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
}
