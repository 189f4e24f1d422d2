package org.mainspring.task.qio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.task.qio.Qio.*;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.task.AbstractRefCounted;
import org.mainspring.task.ErrorSink;
import org.mainspring.task.QError;
import org.mainspring.task.TaskWorkers;

/** The C names, all generations of them. Workers run on the thread that starts them. */
class QioTest {
    private static final class Device extends AbstractRefCounted {
        int disposed;

        @Override
        protected void dispose() {
            disposed++;
        }
    }

    private final MainContext context = new MainContext();
    private final Device device = new Device();
    private final QError error = QError.of("failed");
    private final List<String> log = new ArrayList<>();
    private @Nullable QError seen;

    QioTest() {
        TaskWorkers.setExecutor(Runnable::run);
    }

    @AfterEach
    void close() {
        TaskWorkers.setExecutor(null);
        context.close();
    }

    private DestroyNotify<String> destroy() {
        return data -> log.add("destroy " + data);
    }

    private void iterateDefault() {
        while (MainContext.getDefault().iteration(false)) {}
    }

    @Nested
    class GivenTheCallsOf2015 {
        private final QIOTask<Device> task = qio_task_new(device, this::done, "opaque", destroy());

        private void done(Device source, @Nullable QError err, String opaque) {
            log.add("done " + source.count() + " " + opaque);
            seen = err;
        }

        @Test
        void whenCompleted_thenTheCallbackGetsSourceAndOpaqueAndNoError() {
            qio_task_complete(task);

            assertThat(log).containsExactly("done 2 opaque", "destroy opaque");
            assertThat(seen).isNull();
            assertThat(device.count()).isEqualTo(1);
        }

        @Test
        void whenAborted_thenTheCallbackGetsTheSameError() {
            qio_task_abort(task, error);

            assertThat(seen).isSameAs(error);
        }

        @Test
        void whenAbortedWithoutAnError_thenTheCallbackCanNotTell() {
            qio_task_abort(task, null);

            assertThat(log).containsExactly("done 2 opaque", "destroy opaque");
            assertThat(seen).isNull();
        }

        @Test
        void whenAWorkerReturns0_thenItHasSucceededOnTheContextOfTheProcess() {
            qio_task_run_in_thread(
                    task,
                    (t, errp, data) -> {
                        error_setg(errp, "dropped");
                        log.add("work " + data + " " + qio_task_get_source(t).count());
                        return 0;
                    },
                    "worker opaque",
                    destroy());
            iterateDefault();

            assertThat(log)
                    .containsExactly(
                            "work worker opaque 2", "done 2 opaque", "destroy worker opaque", "destroy opaque");
            assertThat(seen).isNull();
        }

        @Test
        void whenAWorkerFails_thenTheCallbackGetsWhatItPutIntoErrp() {
            qio_task_run_in_thread(
                    task,
                    (t, errp, data) -> {
                        error_propagate(errp, error);
                        return -1;
                    },
                    "worker opaque",
                    null);
            iterateDefault();

            assertThat(seen).isSameAs(error);
        }

        @Test
        void whenAWorkerReturnsAPositiveNumber_thenItHasFailedToo() {
            qio_task_run_in_thread(task, (t, errp, data) -> 1, "worker opaque", null);
            iterateDefault();

            assertThat(seen).isNotNull();
        }
    }

    @Nested
    class GivenTheCallsOfToday {
        private final QIOTask<Device> task = qio_task_new(device, this::done, "opaque", destroy());

        private void done(QIOTask<Device> self, String opaque) {
            log.add("done " + opaque + " " + qio_task_get_result_pointer(self));
            assertThat(qio_task_get_source(self)).isSameAs(device);
            ErrorSink sink = new ErrorSink();
            if (qio_task_propagate_error(self, sink)) {
                seen = sink.error();
            }
            assertThat(qio_task_propagate_error(self, sink)).isFalse();
        }

        @Test
        void whenErrorsAreSet_thenTheFirstArrives() {
            qio_task_set_error(task, null);
            qio_task_set_error(task, error);
            qio_task_set_error(task, QError.of("second"));

            qio_task_complete(task);

            assertThat(seen).isSameAs(error);
        }

        @Test
        void whenTheErrorIsPropagatedToNull_thenItIsDropped() {
            QIOTask<Device> dropping = qio_task_new(
                    device,
                    (t, data) -> assertThat(qio_task_propagate_error(t, null)).isTrue(),
                    "",
                    null);
            qio_task_set_error(dropping, error);

            qio_task_complete(dropping);
        }

        @Test
        void whenAWorkerSetsAResult_thenTheCallbackHasItAndItIsDestroyedAfterwards() {
            qio_task_run_in_thread(
                    task,
                    (t, data) -> qio_task_set_result_pointer(t, "result", destroy()),
                    "worker opaque",
                    destroy(),
                    context);
            assertThat(context.pending()).isTrue();
            context.iteration(false);

            assertThat(log)
                    .containsExactly("done opaque result", "destroy worker opaque", "destroy opaque", "destroy result");
        }

        @Test
        void whenNoContextIsGiven_thenItIsThatOfTheProcess() {
            context.pushThreadDefault();
            qio_task_run_in_thread(task, (t, data) -> {}, "worker opaque", null, null);
            QIOTask<Device> other = qio_task_new(device, this::done, "other", null);
            qio_task_run_in_thread(other, (t, data) -> {}, "worker opaque", null);
            context.popThreadDefault();

            assertThat(context.pending()).isFalse();
            iterateDefault();
            assertThat(log).containsExactly("done opaque null", "destroy opaque", "done other null");
        }

        @Test
        void whenWaitedFor_thenTheCallbackHasRun() {
            qio_task_run_in_thread(task, (t, data) -> {}, "worker opaque", null, context);

            qio_task_wait_thread(task);

            assertThat(log).startsWith("done opaque null");
            assertThat(context.pending()).isFalse();
        }

        @Test
        void whenFreed_thenTheCallbackDoesNotRunAndTheSourceIsReleased() {
            qio_task_free(task);
            qio_task_free(null);

            assertThat(log).containsExactly("destroy opaque");
            assertThat(device.count()).isEqualTo(1);
        }

        @Test
        void whenCompletedTwice_thenThrows() {
            qio_task_complete(task);

            assertThatThrownBy(() -> qio_task_complete(task))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DONE");
            assertThat(task).hasToString("IOTask(null, DONE)");
        }
    }

    @Nested
    class GivenReferences {
        @Test
        void whenTakenAndGiven_thenTheObjectCountsThemIfItCan() {
            assertThat(object_ref(device).count()).isEqualTo(2);
            object_unref(device);
            object_unref(device);
            assertThat(device.disposed).isEqualTo(1);

            assertThat(object_ref("plain")).isEqualTo("plain");
            object_unref("plain");
            object_unref(null);
        }
    }

    @Nested
    class GivenErrors {
        @Test
        void whenErrpIsNull_thenTheyAreDropped() {
            error_setg(null, "%s");
            error_propagate(null, error);

            assertThat(error_get_pretty(error)).isEqualTo("failed");
        }

        @Test
        void whenErrpIsASlot_thenItTakesThem() {
            ErrorSink sink = new ErrorSink();

            error_setg(sink, "%s failed", "read");

            assertThat(error_get_pretty(sink.error())).isEqualTo("read failed");
        }
    }
}
