package org.mainspring.mainloop.kind;

import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

/**
 * A timeout of whole seconds that goes off together with its like: all of a process land on the same fraction of a
 * second, so that the machine wakes once for all of them.
 *
 * <p>It goes off between a quarter of a second early and three quarters late.
 *
 * @threads owner
 * @origin GLib g_timeout_source_new_seconds
 */
public final class SecondsTimeout extends Timeout {
    private static final long EARLIEST_FRACTION_NANOS = Nanos.PER_SECOND / 4;

    private final long perturbationNanos;

    /**
     * A kind for timeouts of one interval.
     *
     * @param intervalSeconds seconds between dispatches, about
     * @param perturbationNanos the fraction of a second to land on, from 0 to a second
     * @param clock the clock by which whoever makes the source has set its first ready time
     * @throws IllegalArgumentException if {@code intervalSeconds < 0}, or the perturbation is no fraction of a second
     */
    public SecondsTimeout(long intervalSeconds, long perturbationNanos, Clock clock) {
        super(checkedNanos(intervalSeconds), clock);
        if (perturbationNanos < 0 || perturbationNanos >= Nanos.PER_SECOND) {
            throw new IllegalArgumentException("perturbation not within a second: " + perturbationNanos);
        }
        this.perturbationNanos = perturbationNanos;
    }

    @Override
    public long expiryAfter(long nowNanos) {
        long expiry = super.expiryAfter(nowNanos);
        if (expiry > Nanos.NEVER - Nanos.PER_SECOND * 2 || expiry < Long.MIN_VALUE + Nanos.PER_SECOND * 2) {
            return expiry;
        }
        long aligned = expiry - perturbationNanos;
        long remainder = Math.floorMod(aligned, Nanos.PER_SECOND);
        long whole = aligned - remainder + (remainder >= EARLIEST_FRACTION_NANOS ? Nanos.PER_SECOND : 0);
        return whole + perturbationNanos;
    }

    private static long checkedNanos(long intervalSeconds) {
        if (intervalSeconds < 0) {
            throw new IllegalArgumentException("interval < 0: " + intervalSeconds + " s");
        }
        return Nanos.of(intervalSeconds, Nanos.PER_SECOND);
    }
}
