package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private @Nullable Throwable seen;
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
            IOException error = new IOException();

            task.abort(error);

            assertThat(log).containsExactly("source data", "destroy data");
            assertThat(seen).isSameAs(error);
        }
    }

    @Nested
    class GivenAWorkerThatReturnsANumber {
        private final IOException error = new IOException();

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

            assertThat(seen)
                    .isInstanceOf(WorkerFailedException.class)
                    .hasMessage("worker returned -5 without an error");
        }

        @Test
        void whenItIsPositiveWithoutAnError_thenOneIsMadeAsWell() {
            run((t, slot, data) -> 1);

            assertThat(seen).isInstanceOf(WorkerFailedException.class);
        }

        @Test
        void whenItThrows_thenThatIsTheError() {
            run((t, slot, data) -> {
                throw error;
            });

            assertThat(seen).isSameAs(error);
        }
    }

    @Nested
    class GivenAnErrorSlot {
        private final ErrorSlot slot = new ErrorSlot();
        private final IOException first = new IOException("first");
        private final IOException second = new IOException("second");

        @Test
        void whenSetTwice_thenThrows() {
            slot.set(first);

            assertThatThrownBy(() -> slot.set(second)).isInstanceOf(IllegalStateException.class);
            assertThat(slot.error()).isSameAs(first);
        }

        @Test
        void whenPropagatedTo_thenTheFirstCountsAndKeepsTheOther() {
            slot.propagate(null);
            slot.propagate(first);
            slot.propagate(second);
            slot.propagate(null);

            assertThat(slot.error()).isSameAs(first).hasSuppressedException(second);
        }
    }
}
