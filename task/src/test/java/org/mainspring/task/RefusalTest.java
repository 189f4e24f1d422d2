package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Priority;

/** An executor that throws. */
class RefusalTest extends TasksOnALoop {
    private final RejectedExecutionException refusal = untraced(new RejectedExecutionException());
    private final List<@Nullable Throwable> errors = new ArrayList<>();
    private final IOTask<String, String> task = IOTask.of(
            "task",
            (t, data) -> {
                loop.note("callback");
                errors.add(t.propagateError());
            },
            "data",
            destroy());

    /** It is logged here and there: a line will do. */
    private static <T extends Throwable> T untraced(T thrown) {
        thrown.setStackTrace(new StackTraceElement[0]);
        return thrown;
    }

    private void start(Executor throwing) {
        task.runInThread(
                (t, data) -> loop.note("worker"), "worker data", destroy(), context, Priority.DEFAULT, throwing);
    }

    /** An executor that does something, perhaps with the worker, and then refuses it. */
    private Executor refusingAfter(Executor before) {
        return job -> {
            before.execute(job);
            throw refusal;
        };
    }

    private void advance() {
        loop.advanceMillis(1);
        executor.runAll(); // what it has kept comes to nothing
        loop.advanceMillis(1);
    }

    @Nested
    class GivenATaskThatNobodyHasGivenUp {
        @Test
        void whenTheExecutorRefuses_thenThrowsTheSameAndTheTaskIsNewAgain() {
            assertThatThrownBy(() -> start(refusingAfter(executor))).isSameAs(refusal);

            advance();
            assertThat(loop.log()).isEmpty();
            start(executor);
            executor.runAll();
            loop.iterate();
            assertThat(loop.log()).containsExactly("worker", "callback", "destroy worker data", "destroy data");
        }

        @Test
        void whenTheTaskIsEndedAfterwards_thenTheWorkersDataIsLeftToWhoGaveIt() {
            assertThatThrownBy(() -> start(refusingAfter(executor))).isSameAs(refusal);

            assertThat(task.cancel()).isTrue();

            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenTheExecutorRunsTheWorkerAllTheSame_thenThrowsTheSameAndTheTaskGoesItsWay() {
            assertThatThrownBy(() -> start(refusingAfter(Runnable::run))).isSameAs(refusal);

            loop.iterate();
            assertThat(loop.log()).containsExactly("worker", "callback", "destroy worker data", "destroy data");
            assertThat(errors).containsOnlyNulls().hasSize(1);
        }

        @Test
        void whenTheExecutorRunsTheWorkerAndTheTaskIsFreed_thenThrowsTheSameAllTheSame() {
            assertThatThrownBy(() -> start(refusingAfter(job -> {
                        job.run();
                        task.free();
                    })))
                    .isSameAs(refusal);

            loop.iterate();
            assertThat(loop.log()).containsExactly("worker", "destroy worker data", "destroy data");
        }
    }

    /** The worker is not wanted any more, so nobody has to know that it was refused. */
    @Nested
    class GivenATaskThatIsGivenUpBefore {
        private void thenAllIsLetGoOfOnTheContext() {
            assertThat(loop.log()).isEmpty();
            advance();
            assertThat(loop.log()).containsExactly("destroy worker data", "destroy data");
        }

        @Test
        void whenTheExecutorHasFreedIt_thenAllIsLetGoOfOnce() {
            start(refusingAfter(job -> task.free()));

            thenAllIsLetGoOfOnTheContext();
        }

        @Test
        void whenTheExecutorHasCancelledIt_thenAllIsLetGoOfOnce() {
            start(refusingAfter(
                    job -> assertThat(task.cancel(CancelOption.INTERRUPT)).isTrue()));

            thenAllIsLetGoOfOnTheContext();
        }

        @Test
        @Tag("realtime")
        void whenAnotherThreadHasCancelledIt_thenAllIsLetGoOfOnce() {
            start(refusingAfter(job -> {
                Thread canceller = new Thread(task::cancel);
                canceller.start();
                join(canceller);
            }));

            thenAllIsLetGoOfOnTheContext();
        }

        private static void join(Thread ending) {
            try {
                ending.join();
            } catch (InterruptedException timedOut) {
                throw new AssertionError(timedOut);
            }
        }

        @Test
        void whenItIsToBeCalledBack_thenItIs() {
            start(refusingAfter(
                    job -> assertThat(task.cancel(CancelOption.CALL_BACK)).isTrue()));

            advance();
            assertThat(loop.log()).containsExactly("callback", "destroy worker data", "destroy data");
            assertThat(errors).hasSize(1).first().isInstanceOf(CancellationException.class);
        }

        @Test
        void whenTheExecutorThrowsAnError_thenThatGoesTheSameWay() {
            start(job -> {
                task.free();
                throw untraced(new AssertionError("no thread"));
            });

            thenAllIsLetGoOfOnTheContext();
        }

        @Test
        void whenTheExecutorRefuses_thenThatIsLoggedAsAWarning() {
            RecordingLogger logger = new RecordingLogger();
            AtomicReference<Runnable> job = new AtomicReference<>();
            start(job::set);
            task.free();

            assertThat(task.takeBack((WorkerRun) job.get(), refusal, logger)).isFalse();

            assertThat(logger.logged()).containsExactly(System.Logger.Level.WARNING, refusal);
        }
    }

    /** It has thrown, and the one who called it has not come back yet. */
    @Nested
    class GivenAWorkerThatIsRefusedJustNow {
        @Test
        void whenTheTaskIsCancelled_thenTheWorkersDataIsLeftToWhoGaveIt() {
            AtomicReference<Runnable> job = new AtomicReference<>();
            start(job::set);
            assertThat(((WorkerRun) job.get()).withdraw()).isTrue();

            task.cancel();

            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenNobodyHasGivenTheTaskUp_thenNothingIsLogged() {
            RecordingLogger logger = new RecordingLogger();
            AtomicReference<Runnable> job = new AtomicReference<>();
            start(job::set);

            assertThat(task.takeBack((WorkerRun) job.get(), refusal, logger)).isTrue();

            assertThat(logger.logged()).isEmpty();
        }
    }
}
