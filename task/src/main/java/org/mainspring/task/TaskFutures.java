package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.concurrent.LoopFuture;
import org.mainspring.mainloop.source.Priority;

/**
 * Tasks as futures, and futures as tasks.
 *
 * @threads any
 */
public final class TaskFutures {
    private TaskFutures() {}

    /**
     * A future of what a worker works out. It completes on the owner of the context, as a task's callback would run, and
     * so do the stages that depend on it without an executor of their own, if they are added before. As it belongs to the
     * context, the owner may wait for it by {@code get} or {@code join}, and stages that are {@code Async} run there too.
     *
     * <p>A result that the worker has set with a notify is let go of when the future has completed and the stages that
     * are not {@code Async} and were added before have run. Everybody else, whoever calls {@code get} first of all,
     * finds it let go of already: for such a result use a task and its callback.
     *
     * <p>Cancelling it cancels the task, and interrupts the worker if it is running. If the context is closed before the
     * completion has arrived, that cancels the future, whether the worker has returned or not: nobody waits for ever, and
     * a worker that is running is interrupted.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param source the object that the task is about, or null
     * @param worker does the work, as for {@link IOTask#runInThread(IOTask.Worker, MainContext)}
     * @param context where the future completes
     * @return the future; the error is what the worker threw or set
     * @throws IllegalStateException if the context is closed; the source is let go of, then and in the next case
     * @throws java.util.concurrent.RejectedExecutionException if the executor of {@link TaskWorkers} does
     */
    public static <S extends @Nullable Object, R extends @Nullable Object> LoopFuture<R> runInThread(
            S source, IOTask.Worker<S, R> worker, MainContext context) {
        requireNonNull(worker, "worker");
        requireNonNull(context, "context");
        LoopFuture<R> future = new LoopFuture<>(context);
        IOTask<S, R> task = IOTask.<S, R, CompletableFuture<R>>of(
                source, TaskFutures::settle, future, unsettled -> unsettled.cancel(false));
        AtClose atClose = null;
        try {
            atClose = AtClose.of(context, () -> future.cancel(false));
            task.runInThread(worker, context);
        } catch (Throwable refused) {
            free(task, atClose, refused);
            throw refused;
        }
        AtClose closing = atClose;
        var unused = future.whenComplete((result, error) -> {
            closing.callOff();
            if (future.isCancelled()) {
                task.cancel(CancelOption.INTERRUPT);
            }
        });
        return future;
    }

    /** Nobody has got hold of the future, so nobody else can end the task. */
    private static void free(IOTask<?, ?> task, @Nullable AtClose atClose, Throwable refused) {
        try {
            if (atClose != null) {
                atClose.callOff();
            }
            task.free();
        } catch (Throwable thrown) {
            refused.addSuppressed(thrown);
        }
    }

    private static <R extends @Nullable Object> void settle(IOTask<?, R> task, CompletableFuture<R> future) {
        Throwable error = task.propagateError();
        if (error == null) {
            future.complete(resultOf(task));
        } else {
            future.completeExceptionally(error);
        }
    }

    @SuppressWarnings("NullAway") // whoever never sets a result says so by the type R
    private static <R extends @Nullable Object> R resultOf(IOTask<?, R> task) {
        return task.result();
    }

    /**
     * Completes a task when a stage has: with its result or its error, on the owner of a context, as an idle. The task
     * belongs to the stage from then on; nobody else may complete it. If the context is closed before, the task is freed.
     *
     * @param <R> the type of the result
     * @param stage what is waited for
     * @param task a new task
     * @param context where the callback runs
     */
    public static <R extends @Nullable Object> void completeWith(
            CompletionStage<? extends R> stage, IOTask<?, R> task, MainContext context) {
        requireNonNull(stage, "stage");
        requireNonNull(task, "task");
        requireNonNull(context, "context");
        var unused = stage.whenComplete((result, error) -> {
            if (error == null) {
                task.setResult(result);
            } else {
                task.setError(causeOf(error));
            }
            completeOn(context, task);
        });
    }

    private static Throwable causeOf(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }

    private static void completeOn(MainContext context, IOTask<?, ?> task) {
        try {
            context.idleAdd(
                    Priority.DEFAULT_IDLE,
                    ended -> {
                        ended.complete();
                        return Source.REMOVE;
                    },
                    task,
                    IOTask::free);
        } catch (IllegalStateException refused) {
            task.free();
            if (!context.isClosed()) {
                throw refused;
            }
        }
    }
}
