package org.mainspring.mainloop.concurrent;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.Nanos;

/**
 * Makes futures that are completed on a context: by its owner, in an iteration of it. So functions that are attached to
 * them before, on the owner, run on the owner too, {@code Async} or not.
 *
 * <p>What {@link #supplyAsync}, {@link #runAsync}, {@link #supply}, {@link #delay} and {@link #onContext} return does not
 * stay open because the context is closed: it is cancelled instead, in the latest when there is a result that the context
 * cannot be told of. One that is {@link #incomplete} waits for whoever completes it; for stages that are built on any of
 * them see {@link LoopFuture}. Cancelled so, or completed or cancelled by somebody else, a future is complete at once and
 * where that is done.
 *
 * @threads any; what is made runs and is completed on the context's owner, where a method does not say otherwise
 */
public final class LoopFutures {
    private final ContextExecutor executor;

    private LoopFutures(ContextExecutor executor) {
        this.executor = executor;
    }

    /**
     * Futures of a context, which does what they need at {@link Priority#DEFAULT}.
     *
     * @param context completes the futures
     * @return a maker of futures
     */
    public static LoopFutures of(MainContext context) {
        return of(context, Priority.DEFAULT);
    }

    /**
     * Futures of a context.
     *
     * @param context completes the futures
     * @param priority the priority of all that the context does for them
     * @return a maker of futures
     */
    public static LoopFutures of(MainContext context, int priority) {
        return new LoopFutures(ContextExecutor.of(context, priority));
    }

    /**
     * What runs the functions of {@code Async} methods.
     *
     * @return the executor of the context
     */
    public ContextExecutor executor() {
        return executor;
    }

    // ---- complete by somebody else

    /**
     * A future that is not complete.
     *
     * @param <T> the type of the result
     * @return the future
     */
    public <T extends @Nullable Object> LoopFuture<T> incomplete() {
        return new LoopFuture<>(executor);
    }

    /**
     * A future that is complete.
     *
     * @param <T> the type of the result
     * @param value its result
     * @return the future
     */
    public <T extends @Nullable Object> LoopFuture<T> completed(T value) {
        LoopFuture<T> future = incomplete();
        future.complete(value);
        return future;
    }

    /**
     * A future that has failed.
     *
     * @param <T> the type of the result that it has not
     * @param thrown why
     * @return the future
     */
    public <T extends @Nullable Object> LoopFuture<T> failed(Throwable thrown) {
        LoopFuture<T> future = incomplete();
        future.completeExceptionally(requireNonNull(thrown, "thrown"));
        return future;
    }

    /**
     * Brings the result of a stage to the context. If the stage is completed by the owner, the future is so at once; if by
     * another thread, in an iteration to come.
     *
     * @param <T> the type of the result
     * @param stage any stage; to cancel the future does nothing to it
     * @return a future with the same result, or with what the stage failed with
     */
    public <T extends @Nullable Object> LoopFuture<T> onContext(CompletionStage<T> stage) {
        LoopFuture<T> future = incomplete();
        requireNonNull(stage, "stage")
                .whenComplete((value, thrown) -> deliver(future, () -> {
                    if (thrown == null) {
                        future.complete(value);
                    } else {
                        future.completeExceptionally(thrown);
                    }
                }));
        return future;
    }

    // ---- complete by a function

    /**
     * Has a function run on a worker thread, and brings its result to the context.
     *
     * @param <T> the type of the result
     * @param supplier what runs on the worker thread; not at all if the future is complete before
     * @param worker runs it
     * @return a future with the result, or with a {@link CompletionException} around what was thrown
     * @throws RejectedExecutionException if {@code worker} says so
     */
    public <T extends @Nullable Object> LoopFuture<T> supplyAsync(Supplier<? extends T> supplier, Executor worker) {
        requireNonNull(supplier, "supplier");
        requireNonNull(worker, "worker");
        LoopFuture<T> future = incomplete();
        AsynchronousTask work = () -> work(supplier, future);
        worker.execute(work);
        return future;
    }

    /**
     * Has a function run on a worker thread, and tells the context of its end.
     *
     * @param action what runs on the worker thread; not at all if the future is complete before
     * @param worker runs it
     * @return a future with the result null, or with a {@link CompletionException} around what was thrown
     * @throws RejectedExecutionException if {@code worker} says so
     */
    public LoopFuture<@Nullable Void> runAsync(Runnable action, Executor worker) {
        requireNonNull(action, "action");
        return supplyAsync(
                () -> {
                    action.run();
                    return null;
                },
                worker);
    }

    /**
     * Has a function run by the context, in an iteration to come.
     *
     * @param <T> the type of the result
     * @param supplier what the owner runs; not at all if the future is complete before
     * @return a future with the result, or with a {@link CompletionException} around what was thrown
     * @throws RejectedExecutionException if the context is closed
     */
    public <T extends @Nullable Object> LoopFuture<T> supply(Supplier<? extends T> supplier) {
        requireNonNull(supplier, "supplier");
        LoopFuture<T> future = incomplete();
        executor.promise(() -> work(supplier, future), () -> future.cancel(false));
        return future;
    }

    /**
     * A future that is complete after a delay, which the context's clock measures. To cancel it frees at once what waits
     * for that.
     *
     * @param delay how long; nothing, if it is negative
     * @return a future with the result null
     * @throws RejectedExecutionException if the context is closed
     */
    public LoopFuture<@Nullable Void> delay(Duration delay) {
        LoopFuture<@Nullable Void> future = incomplete();
        return future.after(Nanos.of(requireNonNull(delay, "delay")), () -> future.complete(null));
    }

    /** Marked as what it is, as those of {@code CompletableFuture} are. */
    @FunctionalInterface
    private interface AsynchronousTask extends Runnable, AsynchronousCompletionTask {}

    private <T extends @Nullable Object> void work(Supplier<? extends T> supplier, LoopFuture<T> future) {
        if (future.isDone()) {
            return;
        }
        Runnable completion;
        try {
            T value = supplier.get();
            completion = () -> future.complete(value);
        } catch (Throwable thrown) {
            completion = () -> future.completeExceptionally(LoopFuture.wrapped(thrown));
        }
        deliver(future, completion);
    }

    private void deliver(LoopFuture<?> future, Runnable completion) {
        if (executor.context().isOwner()) {
            completion.run();
            return;
        }
        try {
            executor.promise(completion, () -> future.cancel(false));
        } catch (RejectedExecutionException closed) {
            future.cancel(false);
        }
    }
}
