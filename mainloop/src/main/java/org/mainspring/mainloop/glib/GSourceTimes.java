package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNotAttached;
import static org.mainspring.mainloop.glib.Critical.noSource;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/**
 * GLib's functions for the moment from which a source is ready, and for what time it is.
 *
 * <p>A {@code gint64} is a {@code long} of microseconds, a {@code guint64} one of nanoseconds, read as unsigned.
 *
 * @threads any, where a function does not say "owner"
 */
public abstract class GSourceTimes extends GSourceCallbacks {
    private static final long LAST_MOMENT_NANOS = Nanos.NEVER - 1;
    private static final long GUINT64_MAX = -1;

    GSourceTimes() {}

    /**
     * Sets the moment from which on the source is ready.
     *
     * @param source the source
     * @param ready_time microseconds; -1 for none, other negative numbers are 0
     */
    public static void g_source_set_ready_time(Source source, long ready_time) {
        if (!noSource(source, "g_source_set_ready_time")) {
            source.setReadyTimeMicros(ready_time);
        }
    }

    /**
     * Sets the moment from which on the source is ready.
     *
     * @param source the source
     * @param ready_time nanoseconds, unsigned; those past 2^63 are held to the last moment that Java can count
     */
    public static void g_source_set_ready_time_ns(Source source, long ready_time) {
        if (!noSource(source, "g_source_set_ready_time_ns")) {
            source.setReadyTimeNanos(Math.min(Nanos.ofUnsigned(ready_time), LAST_MOMENT_NANOS));
        }
    }

    /**
     * Takes the ready time back.
     *
     * @param source the source
     */
    public static void g_source_clear_ready_time(Source source) {
        if (!noSource(source, "g_source_clear_ready_time")) {
            source.clearReadyTime();
        }
    }

    /**
     * The moment from which on the source is ready.
     *
     * @param source the source
     * @return microseconds, rounded up; -1 if there is none
     */
    public static long g_source_get_ready_time(Source source) {
        return noSource(source, "g_source_get_ready_time") ? -1 : source.readyTimeMicros();
    }

    /**
     * The moment from which on the source is ready.
     *
     * @param source the source
     * @param ready_time its first element takes the nanoseconds, the largest unsigned number if there is none; or
     *     null
     * @return whether there is one
     */
    public static boolean g_source_get_ready_time_ns(Source source, long @Nullable [] ready_time) {
        if (noSource(source, "g_source_get_ready_time_ns")) {
            return false;
        }
        long moment = source.readyTimeNanos();
        if (ready_time != null) {
            ready_time[0] = moment == Nanos.NEVER ? GUINT64_MAX : moment;
        }
        return moment != Nanos.NEVER;
    }

    /**
     * The time of the source's context, read once an iteration.
     *
     * @param source the source
     * @return microseconds, rounded down; 0 if the source has no context
     */
    public static long g_source_get_time(Source source) {
        return noSource(source, "g_source_get_time") || isNotAttached(source, "g_source_get_time")
                ? 0
                : source.timeMicros();
    }

    /**
     * The time of the source's context, read once an iteration.
     *
     * @param source the source
     * @return nanoseconds; 0 if the source has no context
     */
    public static long g_source_get_time_ns(Source source) {
        return noSource(source, "g_source_get_time_ns") || isNotAttached(source, "g_source_get_time_ns")
                ? 0
                : source.timeNanos();
    }

    /**
     * The time of the system's clock, by which every context runs that was not given another.
     *
     * @return microseconds since the start of the process, rounded down
     */
    public static long g_get_monotonic_time() {
        return Math.floorDiv(SystemClock.INSTANCE.nanos(), Nanos.PER_MICRO);
    }

    /**
     * The time of the system's clock, by which every context runs that was not given another.
     *
     * @return nanoseconds since the start of the process
     */
    public static long g_get_monotonic_time_ns() {
        return SystemClock.INSTANCE.nanos();
    }
}
