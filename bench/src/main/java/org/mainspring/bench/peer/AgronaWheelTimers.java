package org.mainspring.bench.peer;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.agrona.DeadlineTimerWheel;
import org.agrona.collections.Long2LongHashMap;

/**
 * Agrona's wheel with ticks of about a millisecond (2^20 ns), and so many of them that few timers share one. The wheel
 * knows its timers by ids of its own; a primitive map says which timer of ours an id stands for, as a user needs it to
 * know what has fired.
 */
final class AgronaWheelTimers implements DrivenTimers {
    private static final long TICK_NANOS = 1 << 20;
    private static final int LEAST_TICKS = 1 << 10;
    private static final int MOST_TICKS = 1 << 16;
    private static final int TIMERS_PER_TICK = 8;

    private static final long NONE = -1;

    private final String name;
    private final DeadlineTimerWheel wheel;
    private final Long2LongHashMap timerById = new Long2LongHashMap(NONE);
    private final long[] ids;
    private final IntConsumer fired;

    AgronaWheelTimers(String name, int timers, IntConsumer fired) {
        this.name = name;
        this.fired = fired;
        ids = new long[timers];
        wheel = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, System.nanoTime(), TICK_NANOS, ticksFor(timers));
    }

    private static int ticksFor(int timers) {
        int wanted = Integer.highestOneBit(Math.max(timers / TIMERS_PER_TICK, 1));
        return Math.min(Math.max(wanted, LEAST_TICKS), MOST_TICKS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void arm(int timer, long delayNanos) {
        long id = wheel.scheduleTimer(System.nanoTime() + delayNanos);
        ids[timer] = id;
        timerById.put(id, timer);
    }

    @Override
    public void repeat(int timer, long periodNanos) {
        throw new UnsupportedOperationException("a wheel fires by ticks");
    }

    @Override
    public void cancel(int timer) {
        if (wheel.cancelTimer(ids[timer])) {
            timerById.remove(ids[timer]);
        }
    }

    /** The wheel goes on by a tick for each poll that finds the present one empty. */
    @Override
    public void fireDue() {
        long nowNanos = System.nanoTime();
        do {
            wheel.poll(nowNanos, this::expired, Integer.MAX_VALUE);
        } while (wheel.currentTickTime() <= nowNanos);
    }

    private boolean expired(TimeUnit unit, long nowNanos, long id) {
        fired.accept((int) timerById.remove(id));
        return true;
    }

    @Override
    public void close() {
        wheel.clear();
        timerById.clear();
    }
}
