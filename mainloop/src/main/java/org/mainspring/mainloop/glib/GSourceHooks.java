package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNotAttached;
import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.noSource;

import java.nio.channels.IllegalBlockingModeException;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/**
 * GLib's functions of {@code GSource} for those who write kinds of source: time, channels, children.
 *
 * <p>A {@code gint64} is a {@code long} of microseconds, a {@code guint64} one of nanoseconds, read as unsigned.
 *
 * @threads any, where a function does not say "owner"
 */
public abstract class GSourceHooks extends GSources {
    private static final long LAST_MOMENT_NANOS = Nanos.NEVER - 1;
    private static final long GUINT64_MAX = -1;

    GSourceHooks() {}

    // ---- time

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

    // ---- channels

    /**
     * Watches a channel: the source is ready when the channel is.
     *
     * @param source the source
     * @param fd the channel, in non-blocking mode
     * @param events what is waited for
     * @return the watch, to be changed, asked and removed by; null if that was refused
     */
    public static @Nullable PollRecord g_source_add_unix_fd(Source source, Object fd, int events) {
        if (noSource(source, "g_source_add_unix_fd") || isNull(fd, "g_source_add_unix_fd", "fd")) {
            return null;
        }
        try {
            return source.addWatch(fd, conditionOf(events));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            refused(source, "g_source_add_unix_fd", refused);
            return null;
        }
    }

    /**
     * Changes what a watch waits for.
     *
     * @param source the source
     * @param tag a watch of this source
     * @param new_events what is waited for from now on
     */
    public static void g_source_modify_unix_fd(Source source, PollRecord tag, int new_events) {
        if (isForeign(source, tag, "g_source_modify_unix_fd")) {
            return;
        }
        try {
            source.modifyWatch(tag, conditionOf(new_events));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            refused(source, "g_source_modify_unix_fd", refused);
        }
    }

    /**
     * Ends a watch.
     *
     * @param source the source
     * @param tag a watch of this source
     */
    public static void g_source_remove_unix_fd(Source source, PollRecord tag) {
        if (!isForeign(source, tag, "g_source_remove_unix_fd")) {
            source.removeWatch(tag);
        }
    }

    /**
     * What the last poll saw of a watch, for the owner. Means something in check and dispatch only.
     *
     * @param source the source
     * @param tag a watch of this source
     * @return the conditions
     */
    public static int g_source_query_unix_fd(Source source, PollRecord tag) {
        return isForeign(source, tag, "g_source_query_unix_fd")
                ? 0
                : source.queryWatch(tag).bits();
    }

    private static boolean isForeign(Source source, PollRecord tag, String function) {
        if (noSource(source, function) || isNull(tag, function, "tag")) {
            return true;
        }
        try {
            source.queryWatch(tag);
            return false;
        } catch (IllegalArgumentException foreign) {
            Critical.report(source, Diagnostic.FOREIGN_WATCH, function, "no watch of this source");
            return true;
        }
    }

    /**
     * Has a record polled that the source's check looks at: it makes the source ready by nothing else.
     *
     * @param source the source
     * @param fd the record
     */
    public static void g_source_add_poll(Source source, PollRecord fd) {
        if (noSource(source, "g_source_add_poll") || isNull(fd, "g_source_add_poll", "fd")) {
            return;
        }
        try {
            source.addPoll(fd);
        } catch (IllegalArgumentException | IllegalStateException refused) {
            refused(source, "g_source_add_poll", refused);
        }
    }

    /**
     * Ends what {@link #g_source_add_poll} began.
     *
     * @param source the source
     * @param fd the record itself
     */
    public static void g_source_remove_poll(Source source, PollRecord fd) {
        if (noSource(source, "g_source_remove_poll") || isNull(fd, "g_source_remove_poll", "fd")) {
            return;
        }
        try {
            source.removePoll(fd);
        } catch (IllegalStateException refused) {
            refused(source, "g_source_remove_poll", refused);
        }
    }

    private static void refused(Source source, String function, RuntimeException reason) {
        boolean destroyed =
                reason instanceof IllegalStateException && !(reason instanceof IllegalBlockingModeException);
        Critical.report(
                source,
                destroyed ? Diagnostic.SOURCE_DESTROYED : Diagnostic.WATCH_REFUSED,
                function,
                String.valueOf(reason.getMessage()));
    }

    // ---- children

    /**
     * Makes a source the child of another: it has its priority, is attached with it, and makes it ready as well.
     *
     * @param source the source
     * @param child_source the child; neither attached nor destroyed, and nobody's child
     */
    public static void g_source_add_child_source(Source source, Source child_source) {
        if (noSource(source, "g_source_add_child_source")
                || isNull(child_source, "g_source_add_child_source", "child_source")) {
            return;
        }
        try {
            source.addChild(child_source);
        } catch (IllegalArgumentException | IllegalStateException refused) {
            refusedChild(source, "g_source_add_child_source", refused);
        }
    }

    /**
     * Takes a child away from its parent, and destroys it.
     *
     * @param source the source
     * @param child_source a child of the source
     */
    public static void g_source_remove_child_source(Source source, Source child_source) {
        if (noSource(source, "g_source_remove_child_source")
                || isNull(child_source, "g_source_remove_child_source", "child_source")) {
            return;
        }
        try {
            source.removeChild(child_source);
        } catch (IllegalArgumentException | IllegalStateException refused) {
            refusedChild(source, "g_source_remove_child_source", refused);
        }
    }

    private static void refusedChild(Source source, String function, RuntimeException reason) {
        Critical.report(source, Diagnostic.CHILD_REFUSED, function, String.valueOf(reason.getMessage()));
    }
}
