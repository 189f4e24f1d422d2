package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Priority;

class CancelTest extends CancellableTask {
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
        void whenTheWorkerHasFetchedItsErrorItself_thenTheCancellationIsThereAllTheSame() {
            List<Throwable> thrown = new ArrayList<>();
            IOTask<String, String> fetching = IOTask.of("source", t -> {
                try {
                    t.getOrThrow();
                } catch (Exception error) {
                    thrown.add(error);
                }
            });
            fetching.runInThread(
                    t -> {
                        t.setError(new IOException("fetched"));
                        t.propagateError();
                    },
                    loop.context(),
                    Priority.DEFAULT,
                    executor);
            executor.runAll();

            fetching.cancel(CancelOption.CALL_BACK);
            loop.iterate();

            assertThat(thrown).hasSize(1).first().isInstanceOf(CancellationException.class);
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
}
