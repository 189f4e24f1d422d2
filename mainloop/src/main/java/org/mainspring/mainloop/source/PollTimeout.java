package org.mainspring.mainloop.source;

import org.mainspring.mainloop.time.Nanos;

/**
 * Lent to a prepare hook: how long the coming poll may take.
 *
 * @threads owner; not to be kept after the hook has returned
 * @origin GLib the gint* of GSourceFuncs.prepare; there in milliseconds
 */
public final class PollTimeout {
    private long nanos = Nanos.NEVER;

    /** Says "any length". */
    public PollTimeout() {}

    /**
     * Bounds the poll. A negative bound is none, as in C.
     *
     * @param lengthNanos nanoseconds
     */
    public void atMostNanos(long lengthNanos) {
        nanos = lengthNanos < 0 ? Nanos.NEVER : lengthNanos;
    }

    /**
     * Bounds the poll. A negative bound is none, as in C.
     *
     * @param lengthMillis milliseconds
     */
    public void atMostMillis(long lengthMillis) {
        atMostNanos(lengthMillis < 0 ? -1 : Nanos.of(lengthMillis, Nanos.PER_MILLI));
    }

    /**
     * The bound.
     *
     * @return nanoseconds; {@link Nanos#NEVER} for none
     */
    public long nanos() {
        return nanos;
    }

    /** Says "any length" again. */
    public void reset() {
        nanos = Nanos.NEVER;
    }
}
