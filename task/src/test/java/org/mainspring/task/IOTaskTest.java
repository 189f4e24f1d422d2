package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A task without a worker: completed, aborted or freed by whoever has made it. No loop runs here. */
class IOTaskTest {
    private final List<String> log = new ArrayList<>();

    private void note(String what) {
        log.add(what);
    }

    @Nested
    class GivenATaskThatLogs {
        private final IOTask<String, String> task = IOTask.of("source", t -> note("callback " + t.source()));

        /** @origin QEMU tests/unit/test-io-task.c /crypto/task/complete */
        @Test
        void whenCompleted_thenTheCallbackHasSeenTheSource() {
            task.complete();

            assertThat(log).containsExactly("callback source");
        }

        @Test
        void whenCompletedTwice_thenTheSecondThrowsAndCallsNobody() {
            task.complete();

            assertThatThrownBy(task::complete)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DONE");
            assertThat(log).containsExactly("callback source");
        }

        @Test
        void whenAbortedAfterItWasCompleted_thenThrows() {
            task.complete();

            assertThatThrownBy(() -> task.abort(new IOException("late")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DONE");
        }

        @Test
        void whenCompleted_thenItHoldsNothingAnyLonger() {
            task.complete();

            assertThatThrownBy(task::source).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(task::result).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> task.setError(new IOException()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DONE");
            assertThat(task).hasToString("IOTask(null, DONE)");
        }

        /** @origin QEMU tests/unit/test-io-task.c /crypto/task/cancel, 2026 */
        @Test
        void whenFreed_thenTheCallbackDoesNotRun() {
            task.setError(new IOException("dropped"));

            task.free();

            assertThat(log).isEmpty();
            assertThatThrownBy(task::complete).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void whenFreedAfterwards_thenNothingHappens() {
            task.complete();

            task.free();
            task.close();

            assertThat(log).containsExactly("callback source");
        }
    }

    @Nested
    class GivenDataWithANotify {
        /** @origin QEMU tests/unit/test-io-task.c /crypto/task/datafree */
        @Test
        void whenCompleted_thenTheNotifyHasRunOnceAfterTheCallback() {
            IOTask<String, Void> task =
                    IOTask.of("source", (t, data) -> note("callback " + data), "data", data -> note("destroy " + data));

            task.complete();

            assertThat(log).containsExactly("callback data", "destroy data");
        }

        @Test
        void whenFreed_thenTheNotifyHasRunOnce() {
            IOTask<String, Void> task = IOTask.of("source", (t, data) -> note("callback"), "data", this::noteDestroyed);

            task.free();
            task.free();

            assertThat(log).containsExactly("destroy data");
        }

        @Test
        void whenFreedByItsOwnCallback_thenTheNotifyRunsOnceAndAfterIt() {
            IOTask<String, Void> task = IOTask.of(
                    "source",
                    (t, data) -> {
                        t.free();
                        note("callback");
                    },
                    "data",
                    this::noteDestroyed);

            task.complete();

            assertThat(log).containsExactly("callback", "destroy data");
        }

        private void noteDestroyed(String data) {
            note("destroy " + data);
        }
    }

    @Nested
    class GivenATaskWithoutASource {
        @Test
        void whenCompleted_thenTheCallbackSeesNull() {
            IOTask<@Nullable String, Void> task = IOTask.of(null, t -> note("callback " + t.source()));

            task.complete();

            assertThat(log).containsExactly("callback null");
        }

        @Test
        void whenMadeWithoutACallback_thenThrowsAtOnce() {
            IOTask.Callback<String, Void> none = null;

            assertThatThrownBy(() -> IOTask.of("source", none))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("callback");
        }
    }

    @Nested
    class GivenAnError {
        private final IOException error = new IOException("first");
        private final AtomicReference<Throwable> seen = new AtomicReference<>();
        private final IOTask<String, String> task = IOTask.of("source", t -> {
            seen.set(t.propagateError());
            assertThat(t.propagateError()).as("propagated twice").isNull();
        });

        /** @origin QEMU tests/unit/test-io-task.c /crypto/task/failure */
        @Test
        void whenCompleted_thenTheCallbackGetsTheSameObject() {
            task.setError(error);

            task.complete();

            assertThat(seen).hasValue(error);
        }

        @Test
        void whenAborted_thenTheCallbackGetsTheSameObject() {
            task.abort(error);

            assertThat(seen).hasValue(error);
        }

        @Test
        void whenAnotherIsSet_thenTheFirstCountsAndKeepsTheOther() {
            IOException second = new IOException("second");
            IOException third = new IOException("third");
            task.setError(error);
            task.setError(second);

            task.abort(third);

            assertThat(seen).hasValue(error);
            assertThat(error).hasSuppressedException(second).hasSuppressedException(third);
        }

        @Test
        void whenSetTwice_thenItIsNotSuppressedByItself() {
            task.setError(error);
            task.setError(error);

            task.complete();

            assertThat(seen).hasValue(error);
            assertThat(error).hasNoSuppressedExceptions();
        }

        @Test
        void whenNullIsSet_thenNothingHappens() {
            task.setError((Throwable) null);

            task.complete();

            assertThat(seen).hasValue(null);
        }

        @Test
        void whenAbortedWithNull_thenThrowsAndTheTaskIsStillNew() {
            assertThatThrownBy(() -> task.abort((Throwable) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("error");

            task.complete();
        }
    }

    @Nested
    class GivenACallbackThatWantsTheResult {
        private @Nullable Object result;
        private @Nullable Throwable thrown;
        private final IOTask<String, String> task = IOTask.of("source", t -> {
            try {
                result = t.getOrThrow();
            } catch (Throwable caught) {
                thrown = caught;
            }
        });

        @Test
        void whenThereIsOne_thenItGetsIt() {
            task.setResult("result");

            task.complete();

            assertThat(result).isEqualTo("result");
        }

        @Test
        void whenThereIsAnErrorAsWell_thenItGetsTheErrorItself() {
            IOException error = new IOException();
            task.setResult("result");
            task.setError(error);

            task.complete();

            assertThat(thrown).isSameAs(error);
            assertThat(result).isNull();
        }

        @Test
        void whenTheErrorIsNoException_thenItIsTheCause() {
            Throwable odd = new Throwable("odd");

            task.abort(odd);

            assertThat(thrown).isInstanceOf(ExecutionException.class).hasCause(odd);
        }

        @Test
        void whenTheErrorWasFetchedBefore_thenThrowsInsteadOfReturning() {
            task.setResult("result");
            task.setError(new IOException());
            task.propagateError();

            task.complete();

            assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessageContaining("fetched before");
        }
    }

    @Nested
    class GivenAResultWithANotify {
        private final IOTask<String, String> task = IOTask.of("source", t -> note("callback " + t.result()));

        @Test
        void whenAnotherIsSet_thenTheFirstIsLetGoAtOnce() {
            task.setResult("R1", result -> note("destroy " + result));

            task.setResult("R2", result -> note("destroy " + result));

            assertThat(log).containsExactly("destroy R1");
            task.complete();
            assertThat(log).containsExactly("destroy R1", "callback R2", "destroy R2");
        }

        @Test
        void whenReplacedByOneWithout_thenItIsLetGoOnce() {
            task.setResult("R1", result -> note("destroy " + result));

            task.setResult("R2");
            task.complete();

            assertThat(log).containsExactly("destroy R1", "callback R2");
        }
    }

    @Nested
    class GivenCodeThatThrows {
        @Test
        void whenTheCallbackThrows_thenEveryNotifyRunsAndCompleteThrowsTheSame() {
            RuntimeException fromCallback = new IllegalArgumentException("callback");
            RuntimeException fromData = new IllegalArgumentException("data");
            RuntimeException fromResult = new IllegalArgumentException("result");
            IOTask<String, String> task = IOTask.of(
                    "source",
                    (t, data) -> {
                        throw fromCallback;
                    },
                    "data",
                    data -> {
                        note("destroy data");
                        throw fromData;
                    });
            task.setResult("result", result -> {
                note("destroy result");
                throw fromResult;
            });

            assertThatThrownBy(task::complete).isSameAs(fromCallback);

            assertThat(log).containsExactly("destroy data", "destroy result");
            assertThat(fromCallback.getSuppressed()).containsExactly(fromData, fromResult);
            assertThatThrownBy(task::complete).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void whenTheCallbackThrowsACheckedException_thenItIsTheCause() {
            IOException checked = new IOException();
            IOTask<String, Void> task = IOTask.of("source", t -> {
                throw checked;
            });

            assertThatThrownBy(task::complete)
                    .isInstanceOf(CompletionException.class)
                    .hasCause(checked);
        }

        @Test
        void whenANotifyThrows_thenFreeAndCloseAndCancelThrowTheSame() {
            RuntimeException thrown = new IllegalArgumentException("notify");
            List<Consumer<IOTask<String, String>>> ends =
                    List.of(IOTask::free, IOTask::close, IOTask::cancel, task -> task.cancel(CancelOption.CALL_BACK));

            for (Consumer<IOTask<String, String>> end : ends) {
                IOTask<String, String> task = IOTask.of("source", (t, data) -> {}, "data", data -> {
                    throw thrown;
                });

                assertThatThrownBy(() -> end.accept(task)).isSameAs(thrown);
            }
        }

        @Test
        void whenANotifyThrowsAnError_thenItComesBeforeTheException() {
            AssertionError error = new AssertionError();
            RuntimeException fromCallback = new IllegalArgumentException("callback");
            IOTask<String, Void> task = IOTask.of(
                    "source",
                    (t, data) -> {
                        throw fromCallback;
                    },
                    "data",
                    data -> {
                        throw error;
                    });

            assertThatThrownBy(task::complete).isSameAs(error);

            assertThat(error).hasSuppressedException(fromCallback);
        }

        @Test
        void whenItIsCompletedByItsOwnCallback_thenThatThrows() {
            IOTask<String, Void> task = IOTask.of("source", IOTask::complete);

            assertThatThrownBy(task::complete)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("COMPLETING");
        }
    }
}
