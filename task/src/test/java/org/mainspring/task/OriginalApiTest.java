package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;

class OriginalApiTest {
    private final List<String> log = new ArrayList<>();
    private @Nullable QError seen;
    private final MainLoop loop = new MainLoop(MainContext.getDefault());
    private final IOTask<String, Void> task = OriginalApi.create(
            "source",
            (source, error, data) -> {
                log.add(source + " " + data);
                seen = error;
                loop.quit();
            },
            "data",
            data -> log.add("destroy " + data));

    private void run(OriginalApi.Worker<String, Void, String> worker) {
        OriginalApi.runInThread(task, worker, "worker data", data -> log.add("destroy " + data));
        loop.run();
    }

    @Nested
    class GivenNoWorker {
        @Test
        void whenCompleted_thenTheCallbackGetsSourceAndDataAndNoError() {
            task.complete();

            assertThat(log).containsExactly("source data", "destroy data");
            assertThat(seen).isNull();
        }

        @Test
        void whenAborted_thenTheCallbackGetsTheError() {
            QError error = QError.of("failed");

            task.abort(error);

            assertThat(log).containsExactly("source data", "destroy data");
            assertThat(seen).isSameAs(error);
        }

        /** Its owner is still the one who has made it. */
        @Test
        void whenAborted_thenTheErrorIsWhatItWas() {
            QError error = QError.of("failed").withHint("try again");

            task.abort(error);

            assertThat(error.report()).isEqualTo("failed\ntry again");
        }
    }

    @Nested
    class GivenAWorkerThatReturnsANumber {
        private final QError error = QError.of("failed");

        @Test
        void whenItIs0_thenItHasSucceeded() {
            run((t, slot, data) -> "source".equals(t.source()) && "worker data".equals(data) ? 0 : -1);

            assertThat(log).containsExactly("source data", "destroy worker data", "destroy data");
            assertThat(seen).isNull();
        }

        @Test
        void whenItIs0WithAnError_thenItHasSucceededAllTheSame() {
            run((t, slot, data) -> {
                slot.set(error);
                return 0;
            });

            assertThat(seen).isNull();
        }

        @Test
        void whenItIsNegativeWithAnError_thenTheCallbackGetsThat() {
            run((t, slot, data) -> {
                slot.set(error);
                return -1;
            });

            assertThat(seen).isSameAs(error);
        }

        @Test
        void whenItIsNegativeWithoutAnError_thenOneIsMade() {
            run((t, slot, data) -> -5);

            assertThat(seen).hasToString("worker returned -5 without an error");
            assertThat(seen.cause()).isInstanceOf(WorkerFailedException.class);
        }

        @Test
        void whenItIsPositiveWithoutAnError_thenOneIsMadeAsWell() {
            run((t, slot, data) -> 1);

            assertThat(seen).hasToString("worker returned 1 without an error");
        }

        @Test
        void whenItWantsTheSource_thenItGetsAReferenceOfItsOwn() {
            Counted counted = new Counted();
            IOTask<Counted, Void> about =
                    OriginalApi.create(counted, (source, error, data) -> loop.quit(), "data", null);
            int[] seenByWorker = {0};
            OriginalApi.runInThread(
                    about,
                    (t, slot, data) -> {
                        Counted source = OriginalApi.retainSource(t);
                        seenByWorker[0] = source.count();
                        source.release();
                        return 0;
                    },
                    "worker data",
                    null);
            loop.run();

            assertThat(seenByWorker[0]).isEqualTo(3);
            assertThat(counted.count()).isEqualTo(1);
        }

        @Test
        void whenSeveralErrorsAreInTheSlot_thenTheLaterOnesAreSuppressed() {
            Throwable[] told = {null};
            IOTask<String, Void> ofToday = IOTask.of("source", t -> {
                told[0] = t.propagateError();
                loop.quit();
            });
            OriginalApi.runInThread(
                    ofToday,
                    (t, slot, data) -> {
                        slot.propagate(error);
                        slot.propagate(QError.of("later"));
                        slot.propagate(QError.of("last"));
                        return -1;
                    },
                    "worker data",
                    null);
            loop.run();

            assertThat(told[0])
                    .isInstanceOfSatisfying(
                            QErrorException.class,
                            first -> assertThat(first.error()).isSameAs(error));
            assertThat(told[0].getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("later", "last");
        }

        @Test
        void whenItIs0AndAnErrorIsInTheTask_thenThatCounts() {
            run((t, slot, data) -> {
                t.setError(error);
                return 0;
            });

            assertThat(seen).isSameAs(error);
        }

        @Test
        void whenItIsNegativeAndAnErrorIsInTheTask_thenNoneIsMade() {
            Throwable[] told = {null};
            IOException thrown = new IOException("in the task");
            IOTask<String, Void> ofToday = IOTask.of("source", t -> {
                told[0] = t.propagateError();
                loop.quit();
            });
            OriginalApi.runInThread(
                    ofToday,
                    (t, slot, data) -> {
                        t.setError(thrown);
                        return -1;
                    },
                    "worker data",
                    null);
            loop.run();

            assertThat(told[0]).isSameAs(thrown);
            assertThat(thrown).hasNoSuppressedExceptions();
        }

        @Test
        void whenItThrowsWithAnErrorInTheSlot_thenThatCountsAndWhatWasThrownIsSuppressed() {
            IOException thrown = new IOException("thrown");

            Throwable told = errorOf((t, slot, data) -> {
                slot.set(error);
                slot.propagate(QError.of("later"));
                throw thrown;
            });

            assertThat(told)
                    .isInstanceOfSatisfying(
                            QErrorException.class,
                            first -> assertThat(first.error()).isSameAs(error));
            assertThat(told.getSuppressed()).hasSize(2).endsWith(thrown);
            assertThat(told.getSuppressed()[0]).hasMessage("later");
        }

        @Test
        void whenItThrowsTheErrorInTheSlot_thenItIsThereOnce() {
            Throwable told = errorOf((t, slot, data) -> {
                slot.set(error);
                slot.propagate(QError.of("later"));
                slot.throwIfSet();
                return 0;
            });

            assertThat(told)
                    .isInstanceOfSatisfying(
                            QErrorException.class,
                            first -> assertThat(first.error()).isSameAs(error));
            assertThat(told.getSuppressed()).extracting(Throwable::getMessage).containsExactly("later");
        }

        private Throwable errorOf(OriginalApi.Worker<String, Void, String> worker) {
            Throwable[] told = {null};
            IOTask<String, Void> ofToday = IOTask.of("source", t -> {
                told[0] = t.propagateError();
                loop.quit();
            });
            OriginalApi.runInThread(ofToday, worker, "worker data", null);
            loop.run();
            return told[0];
        }

        @Test
        void whenItThrows_thenThatIsTheError() {
            IOException thrown = new IOException("thrown");

            run((t, slot, data) -> {
                throw thrown;
            });

            assertThat(seen).hasToString("thrown");
            assertThat(seen.cause()).isSameAs(thrown);
        }
    }
}
