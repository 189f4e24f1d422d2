package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
    private static final Logger LOGGER = System.getLogger("org.mainspring.task");

    private TaskFutures() {}

    /**
     * A future of what a worker works out; {@link #of} says more of it. The worker runs as for
     * {@link IOTask#runInThread(IOTask.Worker, MainContext)}.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param source the object that the task is about, or null
     * @param worker does the work
     * @param context where the future completes
     * @return the future; the error is what the worker threw or set
     * @throws IllegalStateException if the context is closed; the source is let go of, then and in the next case
     * @throws java.util.concurrent.RejectedExecutionException if the executor of {@link TaskWorkers} refuses
     */
    public static <S extends @Nullable Object, R extends @Nullable Object> LoopFuture<R> runInThread(
            S source, IOTask.Worker<S, R> worker, MainContext context) {
        return runInThread(source, worker, context, Priority.DEFAULT_IDLE, TaskWorkers.executor());
    }

    /**
     * A future of what a worker works out; as {@link #runInThread(Object, IOTask.Worker, MainContext)}, with a choice of
     * priority and threads.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param source the object that the task is about, or null
     * @param worker does the work
     * @param context where the future completes
     * @param priority the priority of its completion there
     * @param executor runs the worker
     * @return the future; the error is what the worker threw or set
     * @throws IllegalStateException if the context is closed; the source is let go of, then and in the next case
     * @throws java.util.concurrent.RejectedExecutionException if the executor refuses
     */
    public static <S extends @Nullable Object, R extends @Nullable Object> LoopFuture<R> runInThread(
            S source, IOTask.Worker<S, R> worker, MainContext context, int priority, Executor executor) {
        requireNonNull(worker, "worker");
        requireNonNull(executor, "executor");
        return of(source, task -> task.runInThread(worker, context, priority, executor), context);
    }

    /**
     * A future of a task, whichever way that is started and ended: by {@link IOTask#complete} from callbacks of the
     * context, or by any form of {@link IOTask#runInThread}. It completes where the task's callback would run, with the
     * task's result or its error, and so do the stages that depend on it without an executor of their own, if they are
     * added before. As it belongs to the context, the owner may wait for it by {@code get} or {@code join}, and stages
     * that are {@code Async} run there too.
     *
     * <p>A result that was set with a notify is let go of when the future has completed and the stages that are not
     * {@code Async} and were added before have run. Everybody else, whoever calls {@code get} first of all, finds it let
     * go of already: for such a result use a task and its callback.
     *
     * <p>Cancelling the future cancels the task, and interrupts the worker if it is running: at once, if a worker has the
     * task; else on the owner of the context, so that it does not happen beside the callbacks there that have it. What
     * they hold, such as a timeout, is ended by a hook of {@link IOTask#onCancel}. What that hook throws is logged. To
     * complete the future, by {@code orTimeout} too, does nothing to the task, whose own end then counts for nobody. Nor is
     * the task ended then if the context is closed: a worker that is running is not interrupted, and a task that no worker
     * has is freed only by whoever has it.
     *
     * <p>As of all that depends on a future what was added last runs first, and what it sets off at once, so the task is
     * cancelled last: when the stages have run that were added before, are not {@code Async}, and run on the thread that
     * cancels; and what depends on them. A stage that throws does not keep it from that, one that does not return does.
     *
     * <p>If the context is closed before the task has called back, the future is cancelled at once, whether a worker has
     * returned or not, and one that is running is interrupted: nobody waits for ever. For that the context keeps both
     * until the future is done: they are no leak to {@link LeakDetector}, though nobody can end them any more. If the task
     * itself is freed or cancelled, the future is cancelled when the task lets go of everything: at once, if no worker
     * has it; else on the owner of the context, when the worker has returned or was kept from beginning. One that is
     * running is then interrupted only if {@link IOTask#cancel} is asked for that, and as long as it runs the future is
     * not done.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param source the object that the task is about, or null
     * @param start called once, now, with a new task; starts the operation
     * @param context where the future completes
     * @return the future
     * @throws IllegalStateException if the context is closed; then the source is let go of. What {@code start} throws is
     *     thrown on, and the task is freed
     */
    public static <S extends @Nullable Object, R extends @Nullable Object> LoopFuture<R> of(
            S source, Consumer<? super IOTask<S, R>> start, MainContext context) {
        requireNonNull(start, "start");
        requireNonNull(context, "context");
        LoopFuture<R> future = new LoopFuture<>(context);
        IOTask<S, R> task = IOTask.<S, R, CompletableFuture<R>>of(
                source, TaskFutures::settle, future, unsettled -> unsettled.cancel(false));
        AtClose atClose = null;
        try {
            atClose = AtClose.of(context, () -> future.cancel(false));
            start.accept(task);
        } catch (Throwable refused) {
            free(task, atClose, refused);
            throw refused;
        }
        AtClose closing = atClose;
        var unused = future.whenComplete((result, error) -> {
            closing.callOff();
            if (future.isCancelled()) {
                callOff(task, context);
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

    private static void callOff(IOTask<?, ?> task, MainContext context) {
        if (task.state() != TaskState.NEW || context.isOwner()) {
            cancel(task);
            return;
        }
        try {
            context.idleAdd(
                    Priority.DEFAULT,
                    called -> {
                        cancel(called);
                        return Source.REMOVE;
                    },
                    task,
                    TaskFutures::cancel);
        } catch (IllegalStateException closed) {
            cancel(task);
        }
    }

    private static void cancel(IOTask<?, ?> task) {
        try {
            task.cancel(CancelOption.INTERRUPT);
        } catch (RuntimeException | Error thrown) {
            LOGGER.log(Level.WARNING, "a task of a future that was cancelled has thrown", thrown);
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
     * Completes a task when a stage has: with its result or its error, on the owner of a context, as an idle. From now on
     * that owner has the task. If he ends it before, by {@link IOTask#free} or another way, then the stage completes
     * nothing; it is not cancelled. If he hands it to a worker, the context's exception handler gets an
     * {@link IllegalStateException} in place of the completion.
     *
     * <p>If the context is closed before, the task is freed, on the thread that closes it, whether the stage has completed
     * or not; or, if the stage completes at the same time, perhaps on the thread that completes it. For that the context keeps
     * the task until it has ended: it is no leak to {@link LeakDetector}, though nobody can complete the stage any more.
     *
     * @param <R> the type of the result
     * @param stage what is waited for
     * @param task a new task
     * @param context where the callback runs
     * @throws IllegalStateException if the task is not new, or the context is closed; then the task is as it was, and so it
     *     is if the stage throws
     */
    public static <R extends @Nullable Object> void completeWith(
            CompletionStage<? extends R> stage, IOTask<?, R> task, MainContext context) {
        requireNonNull(stage, "stage");
        requireNonNull(task, "task");
        requireNonNull(context, "context");
        if (task.state() != TaskState.NEW) {
            throw task.illegal();
        }
        AtomicReference<@Nullable IOTask<?, R>> waiting = new AtomicReference<>(task); // the stage may outlive it
        AtClose atClose = AtClose.of(context, () -> freeNew(task));
        task.afterEnd(() -> {
            waiting.set(null);
            atClose.callOff();
        });
        try {
            var unused = stage.whenComplete((result, error) -> {
                IOTask<?, R> waited = waiting.getAndSet(null);
                if (waited != null) {
                    complete(waited, result, error, context);
                }
            });
        } catch (Throwable refused) {
            waiting.set(null);
            atClose.callOff();
            throw refused;
        }
    }

    private static <R extends @Nullable Object> void complete(
            IOTask<?, R> task, R result, @Nullable Throwable error, MainContext context) {
        completeOn(context, task, () -> {
            if (error == null) {
                task.setResult(result);
            } else {
                task.setError(causeOf(error));
            }
            task.complete();
        });
    }

    private static Throwable causeOf(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }

    private static void completeOn(MainContext context, IOTask<?, ?> task, Runnable completion) {
        try {
            context.idleAdd(
                    Priority.DEFAULT_IDLE,
                    waited -> {
                        if (!waited.hasEnded()) {
                            completion.run();
                        }
                        return Source.REMOVE;
                    },
                    task,
                    TaskFutures::freeNew);
        } catch (IllegalStateException closed) {
            // whoever closes the context frees the task, if he has not yet: see AtClose in completeWith
        }
    }

    /** One that somebody has handed to a worker is his. */
    private static void freeNew(IOTask<?, ?> task) {
        if (task.state() == TaskState.NEW) {
            task.free();
        }
    }
}
