package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Adder.add;
import static org.mainspring.mainloop.glib.Critical.isNull;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.source.DestroyNotify;

/**
 * GLib's watches on file descriptors and I/O channels: both watch a channel of NIO here, in non-blocking mode. Those
 * that a function adds go to the context of the process.
 *
 * @threads any
 */
public abstract class GWatches extends GTimers {
    GWatches() {}

    /**
     * A watch: ready whenever a channel is.
     *
     * @param fd the channel, in non-blocking mode
     * @param condition what is waited for
     * @return the source; null without a channel
     */
    public static @Nullable Source g_unix_fd_source_new(SelectableChannel fd, int condition) {
        return fdWatch(fd, condition, "g_unix_fd_source_new");
    }

    private static @Nullable Source fdWatch(SelectableChannel fd, int condition, String function) {
        return isNull(fd, function, "fd") ? null : Sources.watch(fd, conditionOf(condition));
    }

    /**
     * Adds a watch.
     *
     * @param <C> the type of the channel
     * @param <T> the type of the data
     * @param fd the channel, in non-blocking mode
     * @param condition what is waited for
     * @param function called when it is dispatched
     * @param user_data handed to every call
     * @return its id, unsigned; 0 if that was refused
     */
    public static <C extends SelectableChannel, T extends @Nullable Object> int g_unix_fd_add(
            C fd, int condition, GUnixFDSourceFunc<? super C, ? super T> function, T user_data) {
        return add(
                () -> fdWatch(fd, condition, "g_unix_fd_add"),
                G_PRIORITY_DEFAULT,
                Callbacks.channel(function),
                user_data,
                null,
                "g_unix_fd_add");
    }

    /**
     * Adds a watch.
     *
     * @param <C> the type of the channel
     * @param <T> the type of the data
     * @param priority its priority
     * @param fd the channel, in non-blocking mode
     * @param condition what is waited for
     * @param function called when it is dispatched
     * @param user_data handed to every call
     * @param notify told once when the data is let go; or null
     * @return its id, unsigned; 0 if that was refused
     */
    public static <C extends SelectableChannel, T extends @Nullable Object> int g_unix_fd_add_full(
            int priority,
            C fd,
            int condition,
            GUnixFDSourceFunc<? super C, ? super T> function,
            T user_data,
            @Nullable DestroyNotify<? super T> notify) {
        return add(
                () -> fdWatch(fd, condition, "g_unix_fd_add_full"),
                priority,
                Callbacks.channel(function),
                user_data,
                notify,
                "g_unix_fd_add_full");
    }

    /**
     * A watch: ready whenever a channel is. There are no buffers to look into.
     *
     * @param channel the channel, in non-blocking mode
     * @param condition what is waited for
     * @return the source; null without a channel
     */
    public static @Nullable Source g_io_create_watch(SelectableChannel channel, int condition) {
        return ioWatch(channel, condition, "g_io_create_watch");
    }

    private static @Nullable Source ioWatch(SelectableChannel channel, int condition, String function) {
        return isNull(channel, function, "channel") ? null : IOChannelWatch.on(channel, conditionOf(condition));
    }

    /**
     * Adds a watch.
     *
     * @param <C> the type of the channel
     * @param <T> the type of the data
     * @param channel the channel, in non-blocking mode
     * @param condition what is waited for
     * @param func called when the channel is ready
     * @param user_data handed to every call
     * @return its id, unsigned; 0 if that was refused
     */
    public static <C extends SelectableChannel, T extends @Nullable Object> int g_io_add_watch(
            C channel, int condition, GUnixFDSourceFunc<? super C, ? super T> func, T user_data) {
        return add(
                () -> ioWatch(channel, condition, "g_io_add_watch"),
                G_PRIORITY_DEFAULT,
                Callbacks.channel(func),
                user_data,
                null,
                "g_io_add_watch");
    }

    /**
     * Adds a watch.
     *
     * @param <C> the type of the channel
     * @param <T> the type of the data
     * @param channel the channel, in non-blocking mode
     * @param priority its priority
     * @param condition what is waited for
     * @param func called when the channel is ready
     * @param user_data handed to every call
     * @param notify told once when the data is let go; or null
     * @return its id, unsigned; 0 if that was refused
     */
    public static <C extends SelectableChannel, T extends @Nullable Object> int g_io_add_watch_full(
            C channel,
            int priority,
            int condition,
            GUnixFDSourceFunc<? super C, ? super T> func,
            T user_data,
            @Nullable DestroyNotify<? super T> notify) {
        return add(
                () -> ioWatch(channel, condition, "g_io_add_watch_full"),
                priority,
                Callbacks.channel(func),
                user_data,
                notify,
                "g_io_add_watch_full");
    }
}
