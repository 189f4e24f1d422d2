package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;

/** A task that is over, and that somebody keeps: it keeps nothing itself. */
@Tag("realtime")
class KeptTaskTest {
    private final List<WeakReference<?>> given = new ArrayList<>();

    private <T> T give(T object) {
        given.add(new WeakReference<>(object));
        return object;
    }

    /** A task with all that one can have; what it is given is kept by nobody else. */
    private IOTask<Object, Object> task() throws Exception {
        Object captured = give(new Object());
        IOTask<Object, Object> task = IOTask.of(
                give(new Object()), (t, data) -> captured.hashCode(), give(new Object()), data -> captured.hashCode());
        task.onCancel(captured::hashCode);
        return task;
    }

    private void start(IOTask<Object, Object> task, MainContext context, Executor executor) {
        Object captured = give(new Object());
        task.runInThread(
                (t, data) -> {
                    t.setResult(give(new Object()), result -> captured.hashCode());
                    t.setError(give(new IllegalArgumentException()));
                },
                give(new Object()),
                data -> captured.hashCode(),
                context,
                0,
                executor);
    }

    /** A task that was handed to a worker, which has returned, and then came to its end; the context is closed. */
    private IOTask<Object, Object> startedAnd(Consumer<MainContext> ended) throws Exception {
        return startedAnd(Runnable::run, ended);
    }

    private IOTask<Object, Object> startedAnd(Executor executor, Consumer<MainContext> ended) throws Exception {
        IOTask<Object, Object> task = task();
        try (MainContext context = give(new MainContext())) {
            start(task, context, executor);
            ended.accept(context);
        }
        return task;
    }

    private void thenNothingIsKeptBy(IOTask<Object, Object> kept) {
        while (given.stream().anyMatch(reference -> reference.get() != null)
                && !Thread.currentThread().isInterrupted()) { // by the test's timeout
            System.gc();
        }
        assertThat(given).extracting(WeakReference::get).containsOnlyNulls();
        assertThat(kept.state()).isEqualTo(TaskState.DONE);
    }

    @Test
    void whenItWasCompletedAfterAWorkerHadIt_thenItKeepsNothing() throws Exception {
        thenNothingIsKeptBy(startedAnd(context -> context.iteration(false)));
    }

    @Test
    void whenItsContextWasClosed_thenItKeepsNothing() throws Exception {
        thenNothingIsKeptBy(startedAnd(context -> {}));
    }

    @Test
    void whenItWasCompletedWithoutAWorker_thenItKeepsNothing() throws Exception {
        IOTask<Object, Object> task = task();

        task.complete();

        thenNothingIsKeptBy(task);
    }

    @Test
    void whenItWasFreedWithoutAWorker_thenItKeepsNothing() throws Exception {
        IOTask<Object, Object> task = task();

        task.free();

        thenNothingIsKeptBy(task);
    }

    @Test
    void whenItWasCancelledWithoutAWorker_thenItKeepsNothing() throws Exception {
        IOTask<Object, Object> task = task();

        task.cancel(CancelOption.CALL_BACK);

        thenNothingIsKeptBy(task);
    }

    /** The thread ends, and is kept by nobody else. */
    private void onAThread(Runnable action) {
        Thread thread = give(new Thread(action));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException timedOut) {
            throw new AssertionError(timedOut);
        }
    }

    @Test
    void whenAThreadHasCompletedIt_thenItDoesNotKeepThat() throws Exception {
        IOTask<Object, Object> task = task();

        onAThread(task::complete);

        thenNothingIsKeptBy(task);
    }

    @Test
    void whenAThreadHasCancelledIt_thenItDoesNotKeepThat() throws Exception {
        IOTask<Object, Object> task = task();

        onAThread(task::cancel);

        thenNothingIsKeptBy(task);
    }

    @Test
    void whenAThreadHasWorkedForNothing_thenItDoesNotKeepThat() throws Exception {
        thenNothingIsKeptBy(startedAnd(this::onAThread, context -> {}));
    }

    /** It may be long in a queue before it is found to be of no use. */
    @Test
    void whenTheExecutorKeepsAWorkerThatWasCalledOff_thenThatKeepsNoneOfItsData() throws Exception {
        IOTask<Object, Object> task = task();
        ManualExecutor executor = new ManualExecutor();
        try (MainContext context = new MainContext()) {
            start(task, context, executor);
            task.cancel();
        }

        thenNothingIsKeptBy(task);
        assertThat(executor.size()).isEqualTo(1);
    }
}
