package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Priority;

/** What is called when a task is cancelled, and when it is over. */
class CancelHookTest extends CancellableTask {
    @Nested
    class GivenATaskWithoutAWorker {
        @Test
        void whenItHasAHook_thenThatIsCalledFirst() throws Exception {
            task.onCancel(() -> loop.note("hook"));

            task.cancel();

            assertThat(loop.log()).containsExactly("hook", "destroy data");
        }

        @Test
        void whenItIsOver_thenNothingHappens() throws Exception {
            task.onCancel(() -> loop.note("hook"));
            task.complete();

            assertThat(task.cancel()).isFalse();

            assertThat(loop.log()).containsExactly("callback null", "destroy data");
        }

        @Test
        void whenTheHookThrows_thenAllElseIsDoneAndItIsThrownOn() throws Exception {
            IOException thrown = new IOException();
            task.onCancel(() -> {
                throw thrown;
            });

            assertThatThrownBy(task::cancel)
                    .isInstanceOf(CompletionException.class)
                    .hasCause(thrown);

            assertThat(loop.log()).containsExactly("destroy data");
        }
    }

    /** The typical one: it closes what the task is about. */
    @Nested
    class GivenAHookThatAsksForTheSource {
        private void setHook() throws Exception {
            task.onCancel(() -> loop.note("closes " + task.source()));
        }

        @Test
        void whenNoWorkerHasTheTask_thenItGetsIt() throws Exception {
            setHook();

            task.cancel();

            assertThat(loop.log()).containsExactly("closes source", "destroy data");
            assertThatThrownBy(task::source).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void whenNoWorkerHasTheTaskAndItIsCalledBack_thenItGetsIt() throws Exception {
            setHook();

            task.cancel(CancelOption.CALL_BACK);

            assertThat(loop.log()).containsExactly("closes source", "callback null", "destroy data");
        }

        @Test
        void whenAWorkerHasTheTask_thenItGetsIt() throws Exception {
            setHook();
            start(t -> {});

            task.cancel();

            assertThat(loop.log()).containsExactly("closes source");
        }

        @Test
        void whenTheTaskWasFreedAndTheWorkerIsRunning_thenItGetsIt() throws Exception {
            start(t -> {
                task.free();
                task.cancel();
                t.onCancel(() -> loop.note("closes " + task.source()));
            });

            executor.runAll();

            assertThat(loop.log()).containsExactly("closes source");
        }

        @Test
        void whenItAsksForMore_thenThatThrows() throws Exception {
            task.onCancel(task::result);

            assertThatThrownBy(task::cancel).isInstanceOf(IllegalStateException.class);

            assertThat(loop.log()).containsExactly("destroy data");
        }
    }

    /** Error and result are asked for by whoever has the task. */
    @Nested
    class GivenAHookThatTheWorkerCalls {
        @Test
        void whenItWasSetTooLate_thenItMayAskForTheResult() {
            start(t -> {
                t.setResult("result");
                task.cancel();
                t.onCancel(() -> loop.note(t.result()));
            });

            executor.runAll();

            assertThat(loop.log()).containsExactly("result");
        }

        @Test
        void whenTheWorkerCancelsItsOwnTask_thenItMayAskForTheResult() {
            start(t -> {
                t.setResult("result");
                t.onCancel(() -> loop.note(t.result()));
                t.cancel();
            });

            executor.runAll();

            assertThat(loop.log()).containsExactly("result");
        }
    }

    @Nested
    class GivenAHookThatIsSetTooLate {
        @Test
        void whenTheTaskWasCancelledBefore_thenItIsCalledAtOnce() {
            start(t -> {
                task.cancel();
                t.onCancel(() -> loop.note("hook"));
                loop.note("worker");
            });

            executor.runAll();

            assertThat(loop.log()).containsExactly("hook", "worker");
        }

        @Test
        void whenAnotherIsSet_thenTheFirstIsForgotten() {
            start(t -> {
                t.onCancel(() -> loop.note("first"));
                t.onCancel(() -> loop.note("second"));
                task.cancel();
            });

            executor.runAll();

            assertThat(loop.log()).containsExactly("second");
        }
    }

    /** Whichever of worker and hook ends last sends the completion. */
    @Nested
    @Tag("realtime")
    class GivenAHookThatOutlivesTheWorker {
        private final CountDownLatch firing = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final Thread canceller = new Thread(() -> task.cancel(CancelOption.CALL_BACK));

        private void hook() throws InterruptedException {
            firing.countDown();
            release.await();
            loop.note("hook is over");
        }

        private void endHook() throws InterruptedException {
            release.countDown();
            canceller.join();
        }

        private void thenItEndsAfterTheHook(String... end) throws InterruptedException {
            loop.iterate();
            assertThat(loop.log()).isEmpty();
            endHook();
            loop.iterate();
            assertThat(loop.log()).startsWith("hook is over").endsWith(end).hasSize(1 + end.length);
        }

        private void startAndReturnWhileItRuns() throws InterruptedException {
            start(t -> {
                t.onCancel(this::hook);
                canceller.start();
                firing.await();
            });
            executor.runAll();
        }

        @Test
        void whenTheWorkerReturns_thenTheCallbackWaitsForTheHook() throws Exception {
            startAndReturnWhileItRuns();

            thenItEndsAfterTheHook("callback null", "destroy data");
        }

        @Test
        void whenTheWorkerSetsAnotherMeanwhile_thenThatIsCalledAtOnceAndTheEndWaitsForTheFirst() throws Exception {
            start(t -> {
                t.onCancel(this::hook);
                canceller.start();
                firing.await();
                t.onCancel(() -> loop.note("second hook"));
                loop.note("worker");
            });
            executor.runAll();
            loop.iterate();
            assertThat(loop.log()).containsExactly("second hook", "worker");

            endHook();
            loop.iterate();
            assertThat(loop.log())
                    .containsExactly("second hook", "worker", "hook is over", "callback null", "destroy data");
        }

        @Test
        void whenItIsFreedMeanwhile_thenTheNotifyWaitsForTheHook() throws Exception {
            startAndReturnWhileItRuns();

            task.free();
            thenItEndsAfterTheHook("destroy data");
        }

        @Test
        void whenItIsCancelledOnceMore_thenTheNotifyWaitsForTheHook() throws Exception {
            startAndReturnWhileItRuns();

            assertThat(task.cancel(CancelOption.INTERRUPT)).isTrue();
            thenItEndsAfterTheHook("destroy data");
        }

        @Test
        void whenFreedBeforeTheWorkerBegins_thenTheNotifyWaitsForTheHook() throws Exception {
            task.onCancel(this::hook);
            start(t -> loop.note("worker"));
            canceller.start();
            firing.await();

            task.free();
            executor.runAll();
            thenItEndsAfterTheHook("destroy data");
        }

        @Test
        void whenTheExecutorRefusesMeanwhile_thenTheTaskEndsOnceTheHookIsOver() throws Exception {
            task.onCancel(this::hook);

            task.runInThread(
                    (t, data) -> loop.note("worker"),
                    "worker data",
                    data -> loop.note("destroy " + data),
                    loop.context(),
                    Priority.DEFAULT,
                    job -> {
                        canceller.start();
                        awaitFiring();
                        throw new IllegalStateException("refused");
                    });

            thenItEndsAfterTheHook("callback null", "destroy worker data", "destroy data");
        }

        private void awaitFiring() {
            try {
                firing.await();
            } catch (InterruptedException timedOut) {
                throw new AssertionError(timedOut);
            }
        }

        @Test
        void whenTheContextIsClosedMeanwhile_thenTheNotifyWaitsForTheHookAllTheSame() throws Exception {
            startAndReturnWhileItRuns();

            loop.close();
            assertThat(loop.log()).isEmpty();
            endHook();

            assertThat(loop.log()).containsExactly("hook is over", "destroy data");
        }

        @Test
        void whenTheHookWaitsForItsOwnTask_thenThatThrows() throws Exception {
            task.onCancel(task::waitThread);
            start(t -> {});

            assertThatThrownBy(() -> task.cancel(CancelOption.CALL_BACK))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("hook");

            loop.iterate();
            assertThat(loop.log()).containsExactly("callback null", "destroy data");
        }
    }
}
