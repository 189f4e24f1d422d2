package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.Nanos;

/** Waiting for a worker in place of the loop. */
class WaitThreadTest extends WaitedTasks {
    @Nested
    class GivenTheWorkerHasReturned {
        private final IOTask<String, String> task = started("task");

        @Test
        void whenWaitedFor_thenTheCallbackHasRunAndNothingIsPending() {
            executor.runAll();
            assertThat(loop.context().pending()).isTrue();

            task.waitThread();

            assertThat(loop.log()).containsExactly("callback task", "destroy task");
            assertThat(loop.context().pending()).isFalse();
            assertThat(loop.iterate()).isFalse();
            assertThat(loop.log()).hasSize(2);
        }

        @Test
        void whenOthersAreReady_thenItJumpsTheQueueAndTheyStay() {
            loop.context().idleAdd(Priority.HIGH, ignored -> note("urgent"), null, null);
            started("before");
            executor.runAll();
            IOTask<String, String> last = started("last");
            executor.runAll();

            last.waitThread();

            assertThat(loop.log()).containsExactly("callback last", "destroy last");
            loop.advanceMillis(1);
            assertThat(loop.log())
                    .containsExactly(
                            "callback last",
                            "destroy last",
                            "urgent",
                            "callback task",
                            "destroy task",
                            "callback before",
                            "destroy before");
        }

        private boolean note(String what) {
            loop.note(what);
            return Source.REMOVE;
        }

        @Test
        void whenAllAreWaitedForBackwards_thenNothingIsPending() {
            IOTask<String, String> second = started("second");
            IOTask<String, String> third = started("third");
            executor.runAll();

            third.waitThread();
            second.waitThread();
            assertThat(loop.context().pending()).isTrue();
            task.waitThread();

            assertThat(loop.context().pending()).isFalse();
            assertThat(loop.log()).hasSize(6).startsWith("callback third").endsWith("destroy task");
        }

        @Test
        void whenOnesBehindItWereWaitedFor_thenDeliveringItLeavesNothingPending() {
            IOTask<String, String> second = started("second");
            executor.runAll();
            second.waitThread();

            loop.iterate();

            assertThat(loop.log()).endsWith("callback task", "destroy task");
            assertThat(loop.context().pending()).isFalse();
        }

        @Test
        void whenWaitedForInACallbackOfTheSameBatch_thenItIsNotDeliveredAgain() {
            IOTask<String, String> second = started("second");
            loop.context().idleAdd(Priority.DEFAULT_IDLE, ignored -> waitFor(second), null, null);
            executor.runAll();

            loop.advanceMillis(1);

            assertThat(loop.log()).containsOnlyOnce("callback second").containsOnlyOnce("callback task");
        }

        private boolean waitFor(IOTask<?, ?> other) {
            if (other.toString().contains("RUNNING")) {
                other.waitThread();
            }
            return Source.REMOVE;
        }

        @Test
        void whenTheCallbackThrows_thenTheWaiterGetsThat() {
            RuntimeException thrown = new IllegalArgumentException();
            IOTask<String, String> throwing = IOTask.of(
                    "throwing",
                    (t, data) -> {
                        throw thrown;
                    },
                    "data",
                    data -> loop.note("destroy " + data));
            throwing.runInThread(t -> {}, loop.context(), Priority.DEFAULT, executor);
            executor.runAll();

            assertThatThrownBy(throwing::waitThread).isSameAs(thrown);

            assertThat(loop.log()).containsExactly("destroy data");
        }

        /** The callback disconnects, which waits for whoever is connecting: nobody, by now. */
        @Test
        void whenTheCallbackWaitsForItsOwnTask_thenThatThrows() {
            AtomicReference<Throwable> seen = new AtomicReference<>();
            IOTask<String, String> waiting = IOTask.of("waiting", t -> {
                try {
                    t.waitThread();
                } catch (IllegalStateException thrown) {
                    seen.set(thrown);
                }
            });
            waiting.runInThread(t -> {}, loop.context(), Priority.DEFAULT, executor);
            executor.runAll();

            waiting.waitThread();

            assertThat(seen.get()).hasMessageContaining("COMPLETING");
        }

        @Test
        void whenADestroyNotifyWaitsForItsOwnTask_thenThatThrowsAndDoesNotHang() {
            AtomicReference<IOTask<String, String>> self = new AtomicReference<>();
            IOTask<String, String> waiting = IOTask.of(
                    "waiting", (t, data) -> {}, self, data -> data.get().waitThread());
            self.set(waiting);
            waiting.runInThread(t -> {}, loop.context(), Priority.DEFAULT, executor);
            executor.runAll();

            assertThatThrownBy(waiting::waitThread)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DONE");
        }
    }

    @Nested
    class GivenMisuse {
        @Test
        void whenNoWorkerHasIt_thenThrows() {
            assertThatThrownBy(task("task")::waitThread)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("NEW");
        }

        @Test
        void whenItIsCompleted_thenThrows() {
            IOTask<String, String> task = started("task");
            executor.runAll();
            loop.iterate();

            assertThatThrownBy(task::waitThread)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DONE");
        }

        @Test
        void whenItIsFreed_thenThrows() {
            IOTask<String, String> task = started("task");
            task.free();

            assertThatThrownBy(task::waitThread)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ABANDONED");
        }

        @Test
        void whenTheWorkerWaitsForItself_thenThrowsToIt() {
            AtomicReference<Throwable> seen = new AtomicReference<>();
            IOTask<String, String> task = IOTask.of("task", t -> seen.set(t.propagateError()));
            task.runInThread(IOTask::waitThread, loop.context(), Priority.DEFAULT, executor);
            executor.runAll();
            loop.iterate();

            assertThat(seen.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("waits for itself");
        }

        @Test
        void whenTheContextIsClosed_thenThrows() {
            IOTask<String, String> task = started("task");
            loop.close();

            assertThatThrownBy(task::waitThread)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("context is closed");
        }

        @Test
        void whenTheLimitIsNegativeOrNull_thenThrows() {
            IOTask<String, String> task = started("task");

            assertThatThrownBy(() -> task.waitThread(Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("limit < 0: PT-1S");
            assertThatThrownBy(() -> task.waitThread(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("limit");
        }
    }

    /** Another owner may call back between the two looks of a waiter: at the task, and at its worker. */
    @Nested
    class GivenAWaiterThatHasLookedAtTheTask {
        @Test
        void whenTheLoopHasCalledBackSince_thenItThrowsAndNothingComesTwice() {
            IOTask<String, String> task = started("task");
            WorkerRun looked = (WorkerRun) executor.take();
            looked.run();
            loop.iterate();

            assertThatThrownBy(() -> looked.await(Nanos.NEVER))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(task.illegal().getMessage());

            assertThat(loop.log()).containsExactly("callback task", "destroy task");
        }
    }

    @Nested
    class GivenManyInARow {
        @Test
        void whenEachIsWaitedFor_thenEachCallsBackInTheOrderOfWaiting() {
            List<IOTask<String, String>> tasks = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                tasks.add(started("t" + i));
            }
            executor.runAll();

            for (int i = 299; i >= 0; i--) {
                tasks.get(i).waitThread();
            }

            assertThat(loop.log()).hasSize(600).startsWith("callback t299").endsWith("destroy t0");
            assertThat(loop.context().pending()).isFalse();
        }
    }
}
