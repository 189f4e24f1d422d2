package org.mainspring.bench.peer;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Netty's wheel with the shortest tick it takes, a millisecond, and so many of them that few timers share one. It fires on
 * its own thread, and there it also takes up, once a tick, what was armed and called off meanwhile.
 */
final class NettyWheelTimers implements ThreadedTimers {
    private static final int LEAST_TICKS = 1 << 9;
    private static final int MOST_TICKS = 1 << 16;
    private static final int TIMERS_PER_TICK = 8;

    private final String name;
    private final HashedWheelTimer wheel;
    private final Timeout[] timeouts;
    private final TimerTask[] tasks;

    NettyWheelTimers(String name, int timers, IntConsumer fired) {
        this.name = name;
        int ticks = Math.min(Math.max(Integer.highestOneBit(timers / TIMERS_PER_TICK + 1), LEAST_TICKS), MOST_TICKS);
        wheel = new HashedWheelTimer(new DefaultThreadFactory(name, true), 1, TimeUnit.MILLISECONDS, ticks, false);
        timeouts = new Timeout[timers];
        tasks = new TimerTask[timers];
        for (int i = 0; i < timers; i++) {
            int timer = i;
            tasks[i] = timeout -> fired.accept(timer);
        }
        wheel.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void arm(int timer, long delayNanos) {
        timeouts[timer] = wheel.newTimeout(tasks[timer], delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void repeat(int timer, long periodNanos) {
        throw new UnsupportedOperationException("a wheel fires by ticks");
    }

    @Override
    public void cancel(int timer) {
        timeouts[timer].cancel();
    }

    @Override
    public void occupy(Runnable task) {
        wheel.newTimeout(timeout -> task.run(), 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        wheel.stop();
    }
}
