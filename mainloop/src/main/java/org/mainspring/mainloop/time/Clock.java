package org.mainspring.mainloop.time;

/**
 * A monotonic clock: the only way time enters a context.
 *
 * <p>A reading is a count of nanoseconds from an origin that the clock chooses; any {@code long}
 * may be a reading, so code compares readings and never assumes a sign. A clock never goes back.
 *
 * @threads any
 * @origin GLib g_get_monotonic_time; there in microseconds
 */
@FunctionalInterface
public interface Clock {
    /**
     * The present moment.
     *
     * @return nanoseconds since this clock's origin, never less than an earlier reading
     */
    long nanos();

    /**
     * Whether this clock goes on by itself while a thread does nothing but look at it. A context spins before it sleeps
     * only by such a clock: by one that somebody must move it would spin for ever.
     *
     * @return false, unless the clock says otherwise
     */
    default boolean isRealTime() {
        return false;
    }
}
