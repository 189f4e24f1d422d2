package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.source.DestroyNotify;

/** The trace points, where they come among callbacks and notifies. */
class TaskTracingTest {
    private final Thread main = Thread.currentThread();
    private final MainContext context = new MainContext();
    private final MainLoop loop = new MainLoop(context);
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void trace() {
        TaskTracing.setTracer(new LoggingTracer(this::note));
    }

    @AfterEach
    void close() {
        TaskTracing.setTracer(null);
        context.close();
    }

    private void note(String what) {
        log.add((Thread.currentThread() == main ? "main " : "worker ") + what);
    }

    private DestroyNotify<String> destroy() {
        return data -> note("destroy " + data);
    }

    private IOTask<Counted, String> task() {
        Counted source = new Counted() {
            @Override
            protected void dispose() {
                note("unref source");
            }
        };
        IOTask<Counted, String> task = IOTask.of(
                source,
                (t, data) -> {
                    note("callback");
                    loop.quit();
                },
                "data",
                destroy());
        source.release();
        return task;
    }

    @Nested
    class GivenNoWorker {
        @Test
        void whenCompleted_thenThatIsToldAfterTheCallbackAndBeforeTheNotifies() {
            task().complete();

            assertThat(log)
                    .containsExactly(
                            "main new", "main callback", "main complete", "main destroy data", "main unref source");
        }

        @Test
        void whenAborted_thenThatIsToldInstead() {
            task().abort(new IOException());

            assertThat(log)
                    .startsWith("main new", "main callback", "main abort")
                    .doesNotContain("main complete");
        }

        @Test
        void whenFreed_thenNothingIsTold() {
            task().free();

            assertThat(log).containsExactly("main new", "main destroy data", "main unref source");
        }

        @Test
        void whenTheTracerThrows_thenTheTaskGoesOn() {
            IOTask<Counted, String> task = task();
            TaskTracing.setTracer(new LoggingTracer(ignored -> {
                throw new IllegalArgumentException("tracer");
            }));

            task.complete();

            assertThat(log).containsExactly("main new", "main callback", "main destroy data", "main unref source");
        }

        /** So that no point can make anything ready for it. */
        @Test
        void whenNobodyTraces_thenThereIsNoTracerToCall() {
            assertThat(TaskTracing.tracer()).isNotNull();

            TaskTracing.setTracer(null);

            assertThat(TaskTracing.tracer()).isNull();
        }

        /** In a process that has just begun. */
        @Test
        void whenNothingWasSaid_thenNobodyTraces() throws Exception {
            Field tracer = FreshClasses.load(TaskTracing.class).getDeclaredField("tracer");
            tracer.setAccessible(true);

            assertThat(tracer.get(null)).isNull();
        }

        @Test
        void whenNobodyTraces_thenNothingIsTold() {
            TaskTracing.setTracer(null);

            task().complete();

            assertThat(log).containsExactly("main callback", "main destroy data", "main unref source");
        }
    }

    /** The trace that was measured of QEMU 8.2.7, but that what it frees before the end is no hook here. */
    @Nested
    @Tag("realtime")
    class GivenAWorkerThatFails {
        private void start() {
            task().runInThread(
                            (t, data) -> {
                                note(data);
                                t.setResult("result", destroy());
                                t.setError(new IOException("first"));
                                t.setError(new IOException("second"));
                            },
                            "work",
                            destroy(),
                            context);
        }

        @Test
        void whenTheLoopRuns_thenTheOrderIsThatOfQemu() {
            start();

            loop.run();

            assertThat(log)
                    .containsExactly(
                            "main new",
                            "main thread_start",
                            "worker thread_run",
                            "worker work",
                            "worker thread_exit",
                            "worker thread_source_attach",
                            "main thread_result",
                            "main callback",
                            "main complete",
                            "main destroy work",
                            "main destroy data",
                            "main destroy result",
                            "main unref source");
        }

        @Test
        void whenItIsOfThe2015FormAndThrows_thenTheEndIsAnAbort() {
            IOTask<Counted, String> task = task();
            task.runInThread(
                    OriginalApi.worker((t, sink, data) -> {
                        throw new IOException("worker");
                    }),
                    "worker data",
                    null,
                    context);

            loop.run();

            assertThat(log).contains("main abort").doesNotContain("main complete");
        }

        @Test
        void whenItIsOfThe2015Form_thenTheEndIsAnAbort() {
            IOTask<Counted, String> task = task();
            MainLoop ofProcess = new MainLoop(MainContext.getDefault());
            boolean[] done = {false};

            OriginalApi.runInThread(
                    task, (t, errp, data) -> errp.set("failed") ? 0 : -1, "work", data -> done[0] = true);
            while (!done[0]) {
                ofProcess.context().iteration(true);
            }

            assertThat(log).contains("main abort").doesNotContain("main complete");
        }
    }

    @Nested
    class GivenAnExecutorThatRefuses {
        @Test
        void whenTheTaskIsStartedAgain_thenThatIsToldTwice() {
            IOTask<Counted, String> task = task();

            assertThatThrownBy(() -> task.runInThread(t -> {}, context, 0, job -> {
                        throw new RejectedExecutionException();
                    }))
                    .isInstanceOf(RejectedExecutionException.class);
            task.runInThread(t -> {}, context, 0, Runnable::run);

            assertThat(log)
                    .startsWith("main new", "main thread_start", "main thread_start", "main thread_run")
                    .hasSize(6);
        }
    }

    /** It is called by whoever sends the completion; here by the owner, so that nobody else can step in. */
    @Nested
    class GivenATracerThatLooksIntoTheContext {
        private final List<Boolean> pending = new ArrayList<>();

        @BeforeEach
        void look() {
            TaskTracing.setTracer(new TaskTracer() {
                @Override
                public void threadSourceAttach(TaskHandle<?, ?> task, MainContext target) {
                    pending.add(target.pending());
                }
            });
        }

        @Test
        void whenTheCompletionIsAboutToBeSent_thenItIsNotThereYet() {
            task().runInThread(t -> {}, context, 0, Runnable::run);

            assertThat(pending).containsExactly(false);
            assertThat(context.pending()).isTrue();
        }

        @Test
        void whenTheWorkerIsCalledOff_thenItIsNotThereYetEither() {
            IOTask<Counted, String> task = task();
            task.runInThread(t -> {}, context, 0, job -> {});

            task.free();

            assertThat(pending).containsExactly(false);
            assertThat(context.pending()).isTrue();
        }
    }

    @Nested
    class GivenSomebodyWhoWaits {
        @Test
        void whenTheTaskEnds_thenTheCompletionIsTakenBackFirst() {
            IOTask<Counted, String> task = task();
            ManualExecutor executor = new ManualExecutor();
            task.runInThread(t -> {}, context, 0, executor);
            executor.runAll();
            log.clear();

            task.waitThread();

            assertThat(log)
                    .startsWith("main thread_source_cancel", "main thread_result", "main callback", "main complete");
        }
    }

    @Nested
    class GivenATracerThatLooksAtTheArguments {
        @Test
        void whenATaskIsMadeAndStarted_thenItGetsThem() {
            List<@Nullable Object> arguments = new ArrayList<>();
            TaskTracing.setTracer(new TaskTracer() {
                @Override
                public void created(
                        TaskHandle<?, ?> task, @Nullable Object source, Object callback, @Nullable Object data) {
                    arguments.addAll(List.of(task, String.valueOf(source), callback, String.valueOf(data)));
                }

                @Override
                public void threadStart(TaskHandle<?, ?> task, Object worker, @Nullable Object data) {
                    arguments.addAll(List.of(task, worker, String.valueOf(data)));
                }
            });
            IOTask.DataCallback<String, Void, String> callback = (t, data) -> {};
            IOTask.DataWorker<String, Void, String> worker = (t, data) -> {};

            IOTask<String, Void> task = IOTask.of("source", callback, "data", null);
            task.runInThread(worker, "worker data", null, context, 0, job -> {});

            assertThat(arguments).containsExactly(task, "source", callback, "data", task, worker, "worker data");
        }
    }
}
