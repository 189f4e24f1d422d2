package org.mainspring.mainloop.testing;

import org.mainspring.mainloop.time.Clock;

/**
 * A clock that stands still until it is moved.
 *
 * @threads any
 */
public final class VirtualClock implements Clock {
    private final long startNanos;
    private volatile long nowNanos;

    /** A clock that starts at 0. */
    public VirtualClock() {
        this(0);
    }

    /**
     * A clock that starts at any moment.
     *
     * @param startNanos its first reading
     */
    public VirtualClock(long startNanos) {
        this.startNanos = startNanos;
        this.nowNanos = startNanos;
    }

    @Override
    public long nanos() {
        return nowNanos;
    }

    /**
     * How far the clock has been moved.
     *
     * @return nanoseconds since its start
     */
    public long elapsedNanos() {
        return nowNanos - startNanos;
    }

    /**
     * Moves the clock.
     *
     * @param lengthNanos nanoseconds to move it by
     * @throws IllegalArgumentException if {@code lengthNanos < 0}
     */
    public void advanceNanos(long lengthNanos) {
        if (lengthNanos < 0) {
            throw new IllegalArgumentException("length < 0: " + lengthNanos);
        }
        advanceTo(Math.addExact(nowNanos, lengthNanos));
    }

    /**
     * Moves the clock.
     *
     * @param momentNanos its next reading
     * @throws IllegalArgumentException if that lies in the past
     */
    public void advanceTo(long momentNanos) {
        if (momentNanos < nowNanos) {
            throw new IllegalArgumentException("moment " + momentNanos + " lies before now: " + nowNanos);
        }
        nowNanos = momentNanos;
    }
}
