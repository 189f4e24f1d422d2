package org.mainspring.bench.peer;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Timers of a scheduled executor: {@code schedule}, and {@code scheduleWithFixedDelay}, which arms one object again. */
abstract class ExecutorTimers implements TimerPeer {
    private final String name;
    private final ScheduledExecutorService executor;
    private final Future<?>[] futures;
    private final Runnable[] tasks;

    ExecutorTimers(String name, ScheduledExecutorService executor, int timers, IntConsumer fired) {
        this.name = name;
        this.executor = executor;
        futures = new Future<?>[timers];
        tasks = Numbered.tasks(timers, fired);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void arm(int timer, long delayNanos) {
        futures[timer] = executor.schedule(tasks[timer], delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public final void repeat(int timer, long periodNanos) {
        futures[timer] = executor.scheduleWithFixedDelay(tasks[timer], periodNanos, periodNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public final void cancel(int timer) {
        futures[timer].cancel(false);
    }
}
