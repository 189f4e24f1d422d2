package org.mainspring.mainloop.time;

import java.time.Duration;

/**
 * Arithmetic on nanoseconds that stops at the ends of {@code long} instead of wrapping.
 *
 * @threads any
 */
public final class Nanos {
    /** A moment that never comes, and the length of a wait without end. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Nanoseconds in a microsecond. */
    public static final long PER_MICRO = 1_000L;

    /** Nanoseconds in a millisecond. */
    public static final long PER_MILLI = 1_000_000L;

    /** Nanoseconds in a second. */
    public static final long PER_SECOND = 1_000_000_000L;

    private Nanos() {}

    /**
     * The moment {@code lengthNanos} after {@code momentNanos}; {@link #NEVER} where it lies past the end.
     *
     * @param momentNanos a reading of a clock
     * @param lengthNanos a length, not negative
     * @return the sum, at most {@link #NEVER}
     */
    public static long after(long momentNanos, long lengthNanos) {
        long sum = momentNanos + lengthNanos;
        return sum < momentNanos ? NEVER : sum;
    }

    /**
     * How long it is from one moment to another; 0 when the other has come, {@link #NEVER} for a moment that never comes.
     *
     * @param fromNanos a reading of a clock
     * @param untilNanos the moment waited for
     * @return the length, from 0 to {@link #NEVER}
     */
    public static long between(long fromNanos, long untilNanos) {
        if (untilNanos <= fromNanos) {
            return 0;
        }
        long length = untilNanos - fromNanos;
        return untilNanos == NEVER || length < 0 ? NEVER : length;
    }

    /**
     * A length given in a coarser unit.
     *
     * @param count how many units, not negative
     * @param unitNanos nanoseconds in one unit
     * @return the length in nanoseconds, at most {@link #NEVER}
     */
    public static long of(long count, long unitNanos) {
        return count > NEVER / unitNanos ? NEVER : count * unitNanos;
    }

    /**
     * A length that C has in an unsigned 64-bit number.
     *
     * @param unsignedNanos nanoseconds, to be read as unsigned
     * @return the length, at most {@link #NEVER}
     */
    public static long ofUnsigned(long unsignedNanos) {
        return unsignedNanos < 0 ? NEVER : unsignedNanos;
    }

    /**
     * The length of a duration.
     *
     * @param duration any duration
     * @return its nanoseconds, held to the range of {@code long}
     */
    public static long of(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException beyondLong) {
            return duration.isNegative() ? Long.MIN_VALUE : NEVER;
        }
    }

    /**
     * A moment in whole microseconds, rounded up, so that nobody who waits for it is early.
     *
     * @param momentNanos a moment
     * @return microseconds
     */
    public static long ceilMicros(long momentNanos) {
        long micros = Math.floorDiv(momentNanos, PER_MICRO);
        return micros * PER_MICRO == momentNanos ? micros : micros + 1;
    }

    /**
     * A length in whole milliseconds, rounded up, so that nobody who waits that long wakes early.
     *
     * @param lengthNanos a length, not negative
     * @return milliseconds
     */
    public static long ceilMillis(long lengthNanos) {
        long millis = lengthNanos / PER_MILLI;
        return millis * PER_MILLI == lengthNanos ? millis : millis + 1;
    }
}
