package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;

/** The way of completions to their context: order, priority, what callbacks throw, and a context that is closed. */
class CompletionsTest extends TasksOnALoop {
    @Nested
    class GivenSeveralTasks {
        @Test
        void whenTheWorkersHaveReturned_thenAllCallbacksRunInOneIterationInThatOrder() {
            for (int i = 0; i < 10; i++) {
                start(task("t" + i));
            }
            Runnable first = executor.take();
            executor.runAll();
            first.run();

            assertThat(loop.iterate()).isTrue();

            assertThat(loop.log()).containsExactly("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9", "t0");
            assertThat(loop.iterate()).isFalse();
        }

        @Test
        void whenNoWorkerHasReturned_thenTheContextIsNotPending() {
            start(task("t"));

            assertThat(context.pending()).isFalse();
            executor.runAll();
            assertThat(context.pending()).isTrue();
        }

        @Test
        void whenACallbackStartsAnother_thenThatArrivesInALaterIteration() {
            IOTask<String, String> second = task("second");
            IOTask<String, String> first = IOTask.of("first", t -> {
                loop.note(t.source());
                start(second);
                executor.runAll();
            });
            start(first);
            executor.runAll();

            loop.iterate();

            assertThat(loop.log()).containsExactly("first");
            loop.iterate();
            assertThat(loop.log()).containsExactly("first", "second");
            assertThat(loop.iterate()).isFalse();
        }

        @Test
        void whenOneInFrontOfThemStartsAnother_thenThatArrivesInALaterIteration() {
            IOTask<String, String> late = task("late");
            context.idleAdd(
                    Priority.DEFAULT_IDLE,
                    ignored -> {
                        start(late);
                        executor.runAll();
                        return Source.REMOVE;
                    },
                    null,
                    null);
            start(task("first"));
            executor.runAll();

            loop.iterate();
            assertThat(loop.log()).containsExactly("first");
            loop.iterate();

            assertThat(loop.log()).containsExactly("first", "late");
        }

        @Test
        void whenACallbackRunsANestedLoop_thenThatDeliversTheRestAndWhatComesLater() {
            IOTask<String, String> late = task("late");
            IOTask<String, String> nesting = IOTask.of("nesting", t -> {
                loop.note("enter");
                start(late);
                executor.runAll();
                while (loop.iterate()) {
                    loop.note("iteration");
                }
                loop.note("leave");
            });
            start(nesting);
            start(task("rest"));
            executor.runAll();

            loop.iterate();

            assertThat(loop.log()).containsExactly("enter", "rest", "late", "iteration", "leave");
            assertThat(loop.iterate()).isFalse();
        }
    }

    @Nested
    class GivenPriorities {
        @Test
        void whenSomethingMoreUrgentIsAlwaysReady_thenTheCallbackWaits() {
            start(task("task"));
            executor.runAll();
            int[] dispatches = {0};
            context.idleAdd(
                    Priority.DEFAULT, ignored -> ++dispatches[0] < 300 ? Source.CONTINUE : Source.REMOVE, null, null);

            for (int i = 0; i < 300; i++) {
                loop.iterate();
                assertThat(loop.log()).isEmpty();
            }
            loop.iterate();

            assertThat(dispatches[0]).isEqualTo(300);
            assertThat(loop.log()).containsExactly("task");
        }

        @Test
        void whenTasksDiffer_thenTheMoreUrgentComesFirst() {
            start(task("low"), Priority.LOW);
            start(task("idle"));
            start(task("high"), Priority.HIGH);
            executor.runAll();

            loop.advanceMillis(1);

            assertThat(loop.log()).containsExactly("high", "idle", "low");
        }

        @Test
        void whenNoPriorityIsGiven_thenTheyComeAsIdles() {
            TaskWorkers.setExecutor(executor);
            try {
                task("task").runInThread(t -> {}, context);
                task("with data").runInThread((t, data) -> {}, "data", null, context);
                var unused = TaskFutures.runInThread("future", t -> t.setResult(t.source()), context)
                        .thenAccept(result -> loop.note("future"));
            } finally {
                TaskWorkers.setExecutor(null);
            }
            executor.runAll();
            context.idleAdd(Priority.DEFAULT, loop.loggingOnce("default"), null, null);
            context.idleAdd(Priority.DEFAULT_IDLE, loop.loggingOnce("idle"), null, null);

            loop.iterate();
            assertThat(loop.log()).containsExactly("default@0");
            loop.iterate();

            assertThat(loop.log()).containsExactly("default@0", "task", "with data", "future", "idle@0");
        }

        @Test
        void whenIdlesOfTheSamePriorityAreReady_thenBothRunInOneIteration() {
            start(task("task"));
            executor.runAll();
            context.idleAdd(loop.loggingOnce("idle"));

            loop.iterate();

            assertThat(loop.log()).containsExactly("task", "idle@0");
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that it may be anything is the point
    private static <X extends Throwable> void sneakyThrow(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Nested
    class GivenCodeThatThrows {
        private final RuntimeException fromCallback = new IllegalArgumentException("callback");
        private final RuntimeException fromData = new IllegalArgumentException("data");
        private final RuntimeException fromResult = new IllegalArgumentException("result");

        private IOTask<String, String> throwingTask() {
            return IOTask.of(
                    "source",
                    (t, data) -> {
                        throw fromCallback;
                    },
                    "data",
                    throwing(fromData));
        }

        @Test
        void whenEverythingThrows_thenTheHandlerIsToldOnceOfAll() {
            IOTask<String, String> task = throwingTask();
            task.runInThread(t -> t.setResult("result", throwing(fromResult)), context, Priority.DEFAULT, executor);
            executor.runAll();

            loop.iterate();

            assertThat(reported).containsExactly(fromCallback);
            assertThat(fromCallback.getSuppressed()).containsExactly(fromData, fromResult);
        }

        @Test
        void whenACallbackThrowsWhatIsNoException_thenTheHandlerFindsItAsTheCause() {
            Throwable odd = new Throwable("odd");
            start(IOTask.of(
                    "source",
                    (t, data) -> CompletionsTest.<RuntimeException>sneakyThrow(odd),
                    "data",
                    throwing(fromData)));
            executor.runAll();

            loop.iterate();

            assertThat(reported).hasSize(1).first().isInstanceOf(CompletionException.class);
            assertThat(reported.get(0)).hasCause(odd);
            assertThat(odd.getSuppressed()).containsExactly(fromData);
        }

        @Test
        void whenACallbackThrows_thenTheCompletionsBehindItArrive() {
            start(throwingTask());
            start(throwingTask());
            start(task("behind"));
            executor.runAll();

            loop.advanceMillis(1);

            assertThat(reported).hasSize(2);
            assertThat(loop.log()).containsExactly("behind");
            start(task("later"));
            executor.runAll();
            loop.advanceMillis(1);
            assertThat(loop.log()).containsExactly("behind", "later");
        }

        @Test
        void whenACallbackThrowsInANestedLoop_thenThatLoopGetsTheRest() {
            IOTask<String, String> nesting = IOTask.of("nesting", t -> {
                while (loop.iterate()) {}
                loop.note("leave");
            });
            start(nesting);
            start(throwingTask());
            start(task("behind"));
            executor.runAll();

            loop.advanceMillis(1);

            assertThat(loop.log()).containsExactly("behind", "leave");
            assertThat(reported).containsExactly(fromCallback);
            start(task("later"));
            executor.runAll();
            loop.advanceMillis(1);
            assertThat(loop.log()).endsWith("later");
        }

        @Test
        void whenACallbackThrowsAnError_thenTheIterationThrowsItAndNothingIsLost() {
            AssertionError error = new AssertionError();
            start(IOTask.of(
                    "source",
                    (t, data) -> {
                        throw error;
                    },
                    "data",
                    destroy()));
            start(task("behind"));
            executor.runAll();

            assertThatThrownBy(loop::iterate).isSameAs(error);

            assertThat(loop.log()).containsExactly("destroy data");
            loop.iterate();
            assertThat(loop.log()).containsExactly("destroy data", "behind");
        }

        @Test
        void whenACallbackDestroysTheSourceThatItRunsIn_thenLaterCompletionsArriveAllTheSame() {
            start(IOTask.of("source", t -> {
                loop.note("destroying");
                Source.current().destroy();
            }));
            executor.runAll();
            loop.advanceMillis(1);
            start(task("later"));
            executor.runAll();

            loop.advanceMillis(1);

            assertThat(loop.log()).containsExactly("destroying", "later");
        }
    }

    @Nested
    class GivenAContextThatIsClosed {
        private final LoopDriver closing = LoopDriver.virtual();
        private final IOTask<String, String> task =
                IOTask.of("source", (t, data) -> loop.note("callback"), "data", destroy());

        @Test
        void whenACompletionIsOnItsWay_thenTheNotifiesRunAndTheCallbackDoesNot() {
            task.runInThread(t -> t.setResult("result", destroy()), closing.context(), Priority.DEFAULT, executor);
            executor.runAll();

            closing.close();

            assertThat(loop.log()).containsExactly("destroy data", "destroy result");
        }

        @Test
        void whenTheTaskWasFreedBefore_thenTheNotifiesRunOnce() {
            task.runInThread(t -> {}, closing.context(), Priority.DEFAULT, executor);
            executor.runAll();
            task.free();

            closing.close();

            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenTheWorkerReturnsLater_thenTheNotifiesRunAtOnce() {
            task.runInThread(t -> loop.note("worker"), closing.context(), Priority.DEFAULT, executor);
            closing.close();

            executor.runAll();

            assertThat(loop.log()).containsExactly("worker", "destroy data");
        }

        @Test
        void whenItIsFreedLater_thenTheNotifiesRunAtOnce() {
            task.runInThread(t -> {}, closing.context(), Priority.DEFAULT, executor);
            closing.close();

            task.free();

            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenANotifyThrows_thenTheNextTaskIsFreedAllTheSame() {
            List<Throwable> told = new ArrayList<>();
            closing.context().setExceptionHandler((source, thrown) -> told.add(thrown));
            RuntimeException thrown = new IllegalArgumentException("data");
            IOTask<String, String> first = IOTask.of("first", (t, data) -> {}, "data", throwing(thrown));
            first.runInThread(t -> {}, closing.context(), Priority.DEFAULT, executor);
            task.runInThread(t -> {}, closing.context(), Priority.DEFAULT, executor);
            executor.runAll();

            closing.close();

            assertThat(told).containsExactly(thrown);
            assertThat(loop.log()).containsExactly("destroy data");
        }

        @Test
        void whenANotifyThrowsLater_thenTheExecutorsThreadGetsIt() {
            List<Throwable> told = new ArrayList<>();
            closing.context().setExceptionHandler((source, thrown) -> told.add(thrown));
            RuntimeException thrown = new IllegalArgumentException("data");
            IOTask<String, String> late = IOTask.of("late", (t, data) -> {}, "data", throwing(thrown));
            late.runInThread(t -> {}, closing.context(), Priority.DEFAULT, executor);
            closing.close();

            assertThatThrownBy(executor::runAll).isSameAs(thrown);

            assertThat(told).isEmpty();
        }

        @Test
        void whenANotifyThrowsAsTheTaskIsFreedLater_thenTheCallerGetsIt() {
            RuntimeException thrown = new IllegalArgumentException("data");
            IOTask<String, String> late = IOTask.of("late", (t, data) -> {}, "data", throwing(thrown));
            late.runInThread(t -> {}, closing.context(), Priority.DEFAULT, executor);
            closing.close();

            assertThatThrownBy(late::free).isSameAs(thrown);
        }

        @Test
        void whenATaskIsStarted_thenThrowsAndTheTaskIsStillNew() {
            closing.close();

            assertThatThrownBy(() -> task.runInThread(t -> {}, closing.context()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("context is closed");

            task.complete();
            assertThat(loop.log()).containsExactly("callback", "destroy data");
        }
    }
}
