package org.mainspring.mainloop.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.time.Nanos;

/**
 * A {@link CompletableFuture} that belongs to a context: where others use a pool or a timer thread of the JDK, it uses the
 * context.
 *
 * <p>The {@code ...Async} methods that are given no executor run their function on the context's owner.
 * {@link #orTimeout} and {@link #completeOnTimeout} count by the context's clock and complete on its owner; if the context
 * is closed before, they cancel. All stages that are made from this one are of the same kind, minimal ones as well.
 *
 * <p>What is not {@code Async} runs as always: on the thread that completes the future, or on the caller's if it is
 * complete. {@link LoopFutures} makes futures that are completed on the owner.
 * <p>When the context is closed, {@link #completeAsync(Supplier)} that has not run cancels the future. The function of any
 * other {@code Async} method that the context has taken over and not run never runs, and its stage is never complete; one
 * that would be handed over later fails its stage with a {@link java.util.concurrent.RejectedExecutionException}.
 *
 * <p>Where the owner of the context waits, by {@code get} or {@code join}, it iterates the context until the future is
 * complete, as {@link ContextScheduler} says.
 *
 * @param <T> the type of the result
 * @threads any
 */
public final class LoopFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final ContextExecutor executor;
    private final AtomicInteger ownerWaits = new AtomicInteger();
    private volatile boolean waking;

    /**
     * A future that is not complete.
     *
     * @param context the context it belongs to
     */
    public LoopFuture(MainContext context) {
        this(ContextExecutor.of(context));
    }

    /**
     * A future that is not complete.
     *
     * @param executor the context it belongs to, and the priority of what it does there
     */
    public LoopFuture(ContextExecutor executor) {
        this.executor = requireNonNull(executor, "executor");
    }

    /**
     * The context it belongs to.
     *
     * @return always the same
     */
    public MainContext context() {
        return executor.context();
    }

    @Override
    public <U extends @Nullable Object> LoopFuture<U> newIncompleteFuture() {
        return new LoopFuture<>(executor);
    }

    @Override
    public ContextExecutor defaultExecutor() {
        return executor;
    }

    // ---- completion by a function

    /**
     * {@inheritDoc}
     *
     * <p>If the context is closed before it has run the supplier, the future is cancelled.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the context is closed
     */
    @Override
    public LoopFuture<T> completeAsync(Supplier<? extends T> supplier) {
        return completeOn(executor, supplier);
    }

    /**
     * {@inheritDoc}
     *
     * <p>If the executor is a {@link ContextExecutor} and its context is closed before it has run the supplier, the future
     * is cancelled.
     */
    @Override
    public LoopFuture<T> completeAsync(Supplier<? extends T> supplier, Executor other) {
        if (other instanceof ContextExecutor loop) {
            return completeOn(loop, supplier);
        }
        super.completeAsync(supplier, other);
        return this;
    }

    private LoopFuture<T> completeOn(ContextExecutor loop, Supplier<? extends T> supplier) {
        requireNonNull(supplier, "supplier");
        loop.promise(() -> completeFrom(supplier), () -> cancel(false));
        return this;
    }

    private void completeFrom(Supplier<? extends T> supplier) {
        if (isDone()) {
            return;
        }
        try {
            complete(supplier.get());
        } catch (Throwable thrown) {
            completeExceptionally(wrapped(thrown));
        }
    }

    /** As the failure of a function is told. */
    static CompletionException wrapped(Throwable thrown) {
        return thrown instanceof CompletionException already ? already : new CompletionException(thrown);
    }

    // ---- time

    /**
     * {@inheritDoc}
     *
     * @throws java.util.concurrent.RejectedExecutionException if the context is closed
     */
    @Override
    public LoopFuture<T> orTimeout(long timeout, TimeUnit unit) {
        return after(nanos(timeout, unit), () -> completeExceptionally(new TimeoutException()));
    }

    /**
     * {@inheritDoc}
     *
     * @throws java.util.concurrent.RejectedExecutionException if the context is closed
     */
    @Override
    public LoopFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        return after(nanos(timeout, unit), () -> complete(value));
    }

    private static long nanos(long timeout, TimeUnit unit) {
        return requireNonNull(unit, "unit").toNanos(timeout);
    }

    /** Does something after a while, unless the future is complete before. */
    @SuppressWarnings("FutureReturnValueIgnored") // attached for its effect
    LoopFuture<T> after(long delayNanos, Runnable action) {
        if (!isDone()) {
            Source timer = executor.after(delayNanos, action, () -> cancel(false));
            whenComplete((value, thrown) -> timer.destroy());
        }
        return this;
    }

    // ---- waiting

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (isWaitedForByOwner()) {
            iterate(Nanos.NEVER);
        }
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long timeoutNanos = nanos(timeout, unit);
        if (isWaitedForByOwner()) {
            if (!iterate(timeoutNanos)) {
                throw new TimeoutException();
            }
            return super.get();
        }
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        if (isWaitedForByOwner()) {
            beginOwnerWait();
            try {
                OwnerWait.until(context(), this::isDone);
            } finally {
                ownerWaits.decrementAndGet();
            }
        }
        return super.join();
    }

    private boolean isWaitedForByOwner() {
        return !isDone() && context().isOwner();
    }

    private boolean iterate(long timeoutNanos) throws InterruptedException {
        beginOwnerWait();
        try {
            return OwnerWait.until(context(), this::isDone, timeoutNanos);
        } finally {
            ownerWaits.decrementAndGet();
        }
    }

    /** Counted before the future is looked at, so that whoever completes it later sees that he must wake. */
    @SuppressWarnings("FutureReturnValueIgnored") // attached for its effect
    private void beginOwnerWait() {
        ownerWaits.incrementAndGet();
        if (!waking) {
            waking = true; // owner only, so nobody else is here
            whenComplete((value, thrown) -> wake());
        }
    }

    private void wake() {
        if (ownerWaits.get() > 0) {
            context().wakeup();
        }
    }

    // ---- stages

    /**
     * {@inheritDoc}
     *
     * <p>The stage is no {@code CompletableFuture}; each call of its {@code toCompletableFuture} gives another one.
     */
    @Override
    public CompletionStage<T> minimalCompletionStage() {
        return new MinimalStage<>(copy());
    }
}
