package org.mainspring.bench.peer;

import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Netty's scheduled tasks, on a loop that the benchmark's thread drives: {@code schedule} on the loop, and
 * {@code scheduleWithFixedDelay}, which arms one and the same object again. Firing runs tasks only, and leaves channels
 * alone. All of Netty's loops keep their timers like this, whatever they poll with.
 */
final class NettyTimers implements DrivenTimers {
    private final String name;
    private final ManualIoEventLoop loop = new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());
    private final Future<?>[] futures;
    private final Runnable[] tasks;

    NettyTimers(String name, int timers, IntConsumer fired) {
        this.name = name;
        futures = new Future<?>[timers];
        tasks = Numbered.tasks(timers, fired);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void arm(int timer, long delayNanos) {
        futures[timer] = loop.schedule(tasks[timer], delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void repeat(int timer, long periodNanos) {
        futures[timer] = loop.scheduleWithFixedDelay(tasks[timer], periodNanos, periodNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(int timer) {
        futures[timer].cancel(false);
    }

    @Override
    public void fireDue() {
        loop.runNonBlockingTasks(0);
    }

    @Override
    public void close() {
        DrivenNettyLoop.end(loop);
    }
}
