package org.mainspring.mainloop.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;

/**
 * Of many tasks the result of the first that has one, or the failure of the last if none has; the others are cancelled as
 * soon as it is there.
 *
 * @threads any
 */
final class FirstSuccess<T extends @Nullable Object> {
    /** Starts a task, and has somebody told when it is done. */
    @FunctionalInterface
    interface Starter<T extends @Nullable Object> {
        Future<T> start(Callable<T> task, Consumer<? super Future<T>> whenDone);
    }

    private final LoopFuture<T> result;
    private final Queue<Future<T>> started = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();

    FirstSuccess(MainContext context) {
        result = new LoopFuture<>(context);
    }

    FirstSuccess<T> of(Collection<? extends Callable<T>> tasks, Starter<T> starter) {
        List<Callable<T>> all = new ArrayList<>(tasks);
        all.forEach(task -> requireNonNull(task, "task"));
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no tasks");
        }
        open.set(all.size());
        boolean complete = false;
        try {
            for (int i = 0; i < all.size() && !result.isDone(); i++) {
                started.add(starter.start(all.get(i), this::ended));
            }
            complete = true;
        } finally {
            if (!complete) {
                cancelAll();
            }
        }
        return this;
    }

    private void ended(Future<T> task) {
        try {
            if (result.complete(task.get())) {
                cancelAll();
            }
        } catch (ExecutionException failed) {
            failed(failed.getCause());
        } catch (CancellationException cancelled) {
            failed(cancelled);
        } catch (InterruptedException impossible) {
            throw new AssertionError("a task that has ended was waited for", impossible);
        }
    }

    private void failed(@Nullable Throwable cause) {
        if (open.decrementAndGet() == 0) {
            result.completeExceptionally(new CompletionException(cause));
        }
    }

    private void cancelAll() {
        for (Future<T> task : started) {
            task.cancel(true);
        }
    }

    T get() throws InterruptedException, ExecutionException {
        try {
            return result.get();
        } finally {
            cancelAll();
        }
    }

    T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return result.get(timeout, unit);
        } finally {
            cancelAll();
        }
    }
}
