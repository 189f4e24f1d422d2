package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.source.DestroyNotify;

/** Tasks with workers on threads of their own, and a loop on the test's thread. */
@Tag("realtime")
class HandOverTest {
    private final MainContext context = new MainContext();
    private final MainLoop loop = new MainLoop(context);
    private final Thread loopThread = Thread.currentThread();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        context.close();
    }

    private void note(String what) {
        log.add(what + (Thread.currentThread() == loopThread ? "" : " elsewhere"));
    }

    private DestroyNotify<String> destroy() {
        return data -> note("destroy " + data);
    }

    @Nested
    class GivenAWorker {
        /** @origin QEMU tests/unit/test-io-task.c /crypto/task/thread_complete */
        @Test
        void whenItReturns_thenTheCallbackRunsOnTheLoopsThreadAndSeesWhatTheWorkerDid() {
            AtomicReference<Thread> workerThread = new AtomicReference<>();
            int[] plain = {0};
            IOTask<String, String> task = IOTask.of("source", t -> {
                note(t.source() + " " + t.getOrThrow() + " " + plain[0]);
                loop.quit();
            });

            task.runInThread(
                    t -> {
                        plain[0] = 42;
                        workerThread.set(Thread.currentThread());
                        t.setResult("result of " + t.source());
                    },
                    context);
            loop.run();

            assertThat(log).containsExactly("source result of source 42");
            assertThat(workerThread.get()).isNotSameAs(loopThread);
            assertThat(workerThread.get().isDaemon()).isTrue();
            assertThat(workerThread.get().getName()).matches("io-task-worker-\\d+");
        }

        /** @origin QEMU tests/unit/test-io-task.c /crypto/task/thread_failure */
        @Test
        void whenItSetsAnError_thenTheCallbackGetsTheSameObject() {
            IOException error = new IOException();
            AtomicReference<Throwable> seen = new AtomicReference<>();
            IOTask<String, Void> task = IOTask.of("source", t -> {
                seen.set(t.propagateError());
                loop.quit();
            });

            task.runInThread(t -> t.setError(error), context);
            loop.run();

            assertThat(seen).hasValue(error);
        }

        @Test
        void whenNoContextIsGiven_thenTheCallbackRunsInTheContextOfTheProcess() {
            MainLoop ofProcess = new MainLoop(MainContext.getDefault());
            IOTask<String, Void> task = IOTask.of("source", t -> {
                note("callback");
                ofProcess.quit();
            });
            context.pushThreadDefault();
            try {
                task.runInThread(t -> {});
                ofProcess.run();
            } finally {
                context.popThreadDefault();
            }

            assertThat(log).containsExactly("callback");
        }

        @Test
        void whenAnotherThreadTouchesTheTask_thenItThrowsThere() throws InterruptedException {
            CountDownLatch working = new CountDownLatch(1);
            CountDownLatch tried = new CountDownLatch(1);
            IOTask<String, String> task = IOTask.of("source", t -> {
                note(t.getOrThrow());
                loop.quit();
            });
            task.runInThread(
                    t -> {
                        working.countDown();
                        tried.await();
                        t.setResult("result");
                    },
                    context);
            working.await();

            assertThatThrownBy(() -> task.setResult("other"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("RUNNING")
                    .hasMessageContaining(loopThread.toString());

            tried.countDown();
            loop.run();
            assertThat(log).containsExactly("result");
        }
    }

    @Nested
    class GivenManyWorkers {
        @Test
        void whenEachWaitsForAllOthers_thenNoneQueuesBehindAnother() {
            int count = 64;
            CountDownLatch all = new CountDownLatch(count);
            int[] arrived = {0};
            for (int i = 0; i < count; i++) {
                IOTask<String, Void> task = IOTask.of("source", t -> {
                    if (++arrived[0] == count) {
                        loop.quit();
                    }
                });
                task.runInThread(
                        t -> {
                            all.countDown();
                            all.await();
                        },
                        context);
            }

            loop.run();

            assertThat(arrived[0]).isEqualTo(count);
        }
    }

    /** The order of destruction, as contract/qemu.md 1.3 has it for QEMU 8.2.7. */
    @Nested
    class GivenNotifiesForEverything {
        private final IOTask<String, String> task = IOTask.of(
                "source",
                (t, data) -> {
                    note("callback");
                    loop.quit();
                },
                "data",
                destroy());

        private void start() {
            task.runInThread(
                    (t, data) -> {
                        t.setResult("result", destroy());
                        t.setError(new IOException("never fetched"));
                    },
                    "worker data",
                    destroy(),
                    context);
        }

        @Test
        void whenTheCallbackIsOver_thenTheyRunInOrderOnTheLoopsThread() {
            start();

            loop.run();

            assertThat(log).containsExactly("callback", "destroy worker data", "destroy data", "destroy result");
        }

        @Test
        void whenTheTaskIsFreed_thenTheyRunInOrderOnTheLoopsThread() {
            start();

            task.free();
            while (log.size() < 2) {
                context.iteration(true);
            }

            assertThat(log).startsWith("destroy worker data", "destroy data").doesNotContain("callback");
        }

        @Test
        void whenEachThrows_thenTheOthersRunAndTheHandlerIsToldOnce() {
            RuntimeException[] thrown = {
                new IllegalArgumentException("callback"),
                new IllegalArgumentException("worker data"),
                new IllegalArgumentException("data"),
                new IllegalArgumentException("result")
            };
            List<Throwable> reported = new ArrayList<>();
            context.setExceptionHandler((source, exception) -> {
                reported.add(exception);
                loop.quit();
            });
            IOTask<String, String> throwing = IOTask.of(
                    "source",
                    (t, data) -> {
                        throw thrown[0];
                    },
                    "data",
                    data -> {
                        throw thrown[2];
                    });
            throwing.runInThread(
                    (t, data) -> t.setResult("result", result -> {
                        throw thrown[3];
                    }),
                    "worker data",
                    data -> {
                        throw thrown[1];
                    },
                    context);

            loop.run();

            assertThat(reported).containsExactly(thrown[0]);
            assertThat(thrown[0].getSuppressed()).containsExactly(thrown[1], thrown[2], thrown[3]);
        }

        /** What io/dns-resolver.c relies on. */
        @Test
        void whenTheResultIsTheWorkersData_thenItIsAliveInTheCallback() {
            List<String> addresses = new ArrayList<>(List.of("address"));
            IOTask<String, List<String>> resolving = IOTask.of("source", t -> {
                note(t.getOrThrow().toString());
                loop.quit();
            });
            resolving.runInThread((t, data) -> t.setResult(data), addresses, List::clear, context);

            loop.run();

            assertThat(log).containsExactly("[address]");
            assertThat(addresses).isEmpty();
        }
    }
}
