package org.mainspring.mainloop.concurrent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

/** Submits many tasks and waits for the end of all; whatever ends the wait early, those left are cancelled. */
final class Invocations {
    private Invocations() {}

    static <T extends @Nullable Object> List<Future<T>> all(
            ExecutorService service, Collection<? extends Callable<T>> tasks) throws InterruptedException {
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        try {
            submit(service, tasks, futures);
            for (Future<T> future : futures) {
                awaitEnd(future);
            }
            return futures;
        } finally {
            cancel(futures);
        }
    }

    static <T extends @Nullable Object> List<Future<T>> all(
            ExecutorService service, Collection<? extends Callable<T>> tasks, long timeoutNanos, Clock clock)
            throws InterruptedException {
        long deadlineNanos = Nanos.after(clock.nanos(), Math.max(timeoutNanos, 0));
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        try {
            submit(service, tasks, futures);
            for (Future<T> future : futures) {
                awaitEnd(future, Nanos.between(clock.nanos(), deadlineNanos));
            }
            return futures;
        } catch (TimeoutException late) {
            return futures;
        } finally {
            cancel(futures);
        }
    }

    private static <T extends @Nullable Object> void submit(
            ExecutorService service, Collection<? extends Callable<T>> tasks, List<Future<T>> futures) {
        for (Callable<T> task : tasks) {
            futures.add(service.submit(task));
        }
    }

    @SuppressWarnings("EmptyCatch") // how it has ended is for whoever gets the futures
    private static void awaitEnd(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException | CancellationException ended) {
        }
    }

    @SuppressWarnings("EmptyCatch") // how it has ended is for whoever gets the futures
    private static void awaitEnd(Future<?> future, long timeoutNanos) throws InterruptedException, TimeoutException {
        try {
            future.get(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException ended) {
        }
    }

    /** Does nothing to those that have ended. */
    private static void cancel(List<? extends Future<?>> futures) {
        for (Future<?> future : futures) {
            future.cancel(true);
        }
    }
}
