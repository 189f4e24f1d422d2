package org.mainspring.bench.peer;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Timers of an executor of the JDK, as {@link JdkLoop} opens it. */
final class JdkTimers implements ThreadedTimers {
    private final String name;
    private final ScheduledExecutorService executor;
    private final ThreadIdentity identity;
    private final ScheduledFuture<?>[] futures;
    private final Runnable[] tasks;

    JdkTimers(String name, ScheduledExecutorService executor, int timers, IntConsumer fired) {
        this.name = name;
        this.executor = executor;
        identity = ThreadIdentity.of(executor);
        futures = new ScheduledFuture<?>[timers];
        tasks = Numbered.tasks(timers, fired);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void arm(int timer, long delayNanos) {
        futures[timer] = executor.schedule(tasks[timer], delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void repeat(int timer, long periodNanos) {
        futures[timer] = executor.scheduleWithFixedDelay(tasks[timer], periodNanos, periodNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(int timer) {
        futures[timer].cancel(false);
    }

    @Override
    public void occupy(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        Joining.join(identity.thread());
    }
}
