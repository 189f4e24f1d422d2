package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.noFunction;

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
        return isNull(fd, "g_unix_fd_source_new", "fd") ? null : Sources.watch(fd, conditionOf(condition));
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
        return watch(false, G_PRIORITY_DEFAULT, fd, condition, function, user_data, null, "g_unix_fd_add");
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
        return watch(false, priority, fd, condition, function, user_data, notify, "g_unix_fd_add_full");
    }

    /**
     * A watch: ready whenever a channel is. There are no buffers to look into.
     *
     * @param channel the channel, in non-blocking mode
     * @param condition what is waited for
     * @return the source; null without a channel
     */
    public static @Nullable Source g_io_create_watch(SelectableChannel channel, int condition) {
        return isNull(channel, "g_io_create_watch", "channel")
                ? null
                : IOChannelWatch.on(channel, conditionOf(condition));
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
        return watch(true, G_PRIORITY_DEFAULT, channel, condition, func, user_data, null, "g_io_add_watch");
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
        return watch(true, priority, channel, condition, func, user_data, notify, "g_io_add_watch_full");
    }

    private static <C extends SelectableChannel, T extends @Nullable Object> int watch(
            boolean isIOChannel,
            int priority,
            C channel,
            int condition,
            GUnixFDSourceFunc<? super C, ? super T> callback,
            T data,
            @Nullable DestroyNotify<? super T> notify,
            String function) {
        if (isNull(channel, function, isIOChannel ? "channel" : "fd") || noFunction(callback, null, function)) {
            return 0;
        }
        Source source = isIOChannel
                ? IOChannelWatch.on(channel, conditionOf(condition))
                : Sources.watch(channel, conditionOf(condition));
        return add(source, priority, Callbacks.channel(callback), data, notify, function);
    }
}
