package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.noSource;

import java.nio.channels.IllegalBlockingModeException;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.Diagnostic;

/**
 * GLib's functions for a source that watches channels by itself.
 *
 * @threads any, where a function does not say "owner"
 */
public abstract class GSourceWatches extends GSourceTimes {
    GSourceWatches() {}

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
}
