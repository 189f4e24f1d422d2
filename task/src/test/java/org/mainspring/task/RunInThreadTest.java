package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;

class RunInThreadTest extends TasksOnALoop {
    @Nested
    class GivenAWorkerThatThrows {
        private Throwable seen;
        private final IOTask<String, String> task = IOTask.of("source", t -> seen = t.propagateError());

        @Test
        void whenItIsAnException_thenItIsTheTasksError() {
            IOException thrown = new IOException();
            task.runInThread(t -> throwIt(thrown), context, Priority.DEFAULT, executor);
            executor.runAll();

            loop.iterate();

            assertThat(seen).isSameAs(thrown);
        }

        @Test
        void whenItIsAnInterruption_thenTheErrorIsACancellation() {
            task.runInThread(t -> throwIt(new InterruptedException()), context, Priority.DEFAULT, executor);
            executor.runAll();

            loop.iterate();

            assertThat(QErrorException.toError(seen).isCancelled()).isTrue();
        }

        @Test
        void whenThereWasAnErrorBefore_thenThatCounts() {
            IOException before = new IOException("before");
            IOException thrown = new IOException("thrown");
            task.runInThread(
                    t -> {
                        t.setError(before);
                        throwIt(thrown);
                    },
                    context,
                    Priority.DEFAULT,
                    executor);
            executor.runAll();

            loop.iterate();

            assertThat(seen).isSameAs(before).hasSuppressedException(thrown);
        }

        @Test
        void whenItIsAnError_thenItIsTheTasksErrorAndGoesOnToTheThread() {
            AssertionError thrown = new AssertionError();
            task.runInThread(
                    t -> {
                        throw thrown;
                    },
                    context,
                    Priority.DEFAULT,
                    executor);

            assertThatThrownBy(executor::runAll).isSameAs(thrown);

            loop.iterate();
            assertThat(seen).isSameAs(thrown);
        }

        @Test
        void whenTheExecutorRunsItAtOnceAndItIsAnError_thenTheTaskCompletesAllTheSame() {
            AssertionError thrown = new AssertionError();

            assertThatThrownBy(() -> task.runInThread(
                            t -> {
                                throw thrown;
                            },
                            context,
                            Priority.DEFAULT,
                            Runnable::run))
                    .isSameAs(thrown);

            loop.iterate();
            assertThat(seen).isSameAs(thrown);
        }

        private static void throwIt(Exception thrown) throws Exception {
            throw thrown;
        }
    }

    @Nested
    class GivenATaskThatIsGivenUp {
        private final IOTask<String, String> task =
                IOTask.of("source", (t, data) -> loop.note("callback"), "data", destroy());

        @Test
        void whenTheWorkerHasNotBegun_thenItDoesNotAndTheNotifyRunsOnTheContext() {
            task.runInThread(t -> loop.note("worker"), context, Priority.DEFAULT, executor);

            task.free();

            assertThat(loop.log()).isEmpty();
            loop.iterate();
            executor.runAll();
            loop.iterate();
            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenTheWorkerHasBegun_thenItGoesOnAndTheNotifiesRunOnTheContextWhenItHasReturned() {
            task.runInThread(
                    t -> {
                        t.free();
                        loop.note("worker " + t.source());
                        t.setResult("result", destroy());
                    },
                    context,
                    Priority.DEFAULT,
                    executor);
            executor.runAll();

            assertThat(loop.log()).containsExactly("worker source");
            loop.iterate();

            assertThat(loop.log()).containsExactly("worker source", "destroy data", "destroy result");
        }

        @Test
        void whenTheCompletionIsOnItsWay_thenTheCallbackDoesNotRun() {
            task.runInThread(t -> {}, context, Priority.DEFAULT, executor);
            executor.runAll();

            task.free();
            loop.iterate();

            assertThat(loop.log()).containsExactly("destroy data");
        }
    }

    /** How QEMU ties a task to a source since 2026: the source's destroy notify frees the task. */
    @Nested
    class GivenATaskThatATimeoutCarries {
        private final IOTask<String, String> task =
                IOTask.of("source", (t, data) -> loop.note("callback"), "data", destroy());
        private final Source timeout = context.timeoutAddMillis(
                Priority.DEFAULT,
                5,
                carried -> {
                    carried.complete();
                    return Source.REMOVE;
                },
                task,
                IOTask::free);

        @Test
        void whenItGoesOff_thenTheTaskIsCompletedAndNotFreedAgain() {
            loop.advanceMillis(5);

            assertThat(loop.log()).containsExactly("callback", "destroy data");
        }

        @Test
        void whenItIsDestroyedBefore_thenTheTaskIsFreed() {
            timeout.destroy();

            assertThat(loop.log()).containsExactly("destroy data");
        }
    }

    @Nested
    class GivenMisuse {
        @Test
        void whenTheWorkerCompletes_thenThatThrowsToItAndIsTheTasksError() {
            Throwable[] seen = new Throwable[1];
            IOTask<String, String> task = IOTask.of("source", t -> seen[0] = t.propagateError());
            task.runInThread(IOTask::complete, context, Priority.DEFAULT, executor);
            executor.runAll();

            loop.iterate();

            assertThat(seen[0]).isInstanceOf(IllegalStateException.class).hasMessageContaining("RUNNING");
        }

        @Test
        void whenAWorkerHasTheTask_thenItsMakerCanNotEndItOrStartIt() {
            IOTask<String, String> task = task("task");
            start(task);

            assertThatThrownBy(task::complete)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("RUNNING");
            assertThatThrownBy(() -> task.abort(new IOException()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("RUNNING");
            assertThatThrownBy(() -> start(task))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("RUNNING");
            assertThat(executor.size()).isEqualTo(1);
        }

        @Test
        void whenAWorkerHasTheTask_thenAnAbortThatIsRefusedLeavesNothingBehind() {
            List<String> traced = new ArrayList<>();
            List<Throwable> errors = new ArrayList<>();
            IOTask<String, String> task = IOTask.of("source", t -> errors.add(t.propagateError()));
            start(task);

            assertThatThrownBy(() -> task.abort(new IOException())).isInstanceOf(IllegalStateException.class);

            TaskTracing.setTracer(new LoggingTracer(traced::add));
            try {
                executor.runAll();
                loop.iterate();
            } finally {
                TaskTracing.setTracer(null);
            }
            assertThat(errors).containsOnlyNulls().hasSize(1);
            assertThat(traced).contains("complete").doesNotContain("abort");
        }

        @Test
        void whenAWorkerHasTheTask_thenItsMakerCanNotSetOrFetchAnything() {
            IOTask<String, String> task = task("task");
            start(task);

            assertThatThrownBy(() -> task.setError(new IOException())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(task::propagateError).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> task.setResult("early")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(task::result).isInstanceOf(IllegalStateException.class);
            assertThat(task.source()).isEqualTo("task");
        }

        @Test
        void whenTheTaskIsDone_thenItCanNotBeStarted() {
            IOTask<String, String> task = task("task");
            task.complete();

            assertThatThrownBy(() -> start(task))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DONE");
        }

        @Test
        void whenSomethingIsNull_thenThrowsAndTheTaskIsStillNew() {
            IOTask<String, String> task = task("task");

            assertThatThrownBy(() -> task.runInThread(t -> {}, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("context");
            assertThatThrownBy(() -> task.runInThread(null, context))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("worker");

            task.complete();
        }
    }
}
