package org.mainspring.mainloop;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.kind.Perturbation;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.source.ChannelCallback;
import org.mainspring.mainloop.source.ChannelFunc;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

/**
 * The part of a {@link MainContext} that makes a source, gives it its callback and attaches it, in one line.
 *
 * @threads any
 */
abstract class AddingContext extends LoopContext {
    AddingContext(Clock clock, PollerProvider pollerProvider, int firstId, Set<ContextFlag> flags) {
        super(clock, pollerProvider, firstId, flags);
    }

    // ---- timeouts

    /**
     * Adds a timeout of {@link Priority#DEFAULT}; see {@link Sources#timeout}.
     *
     * @param interval the time between calls
     * @param callback called once per interval, until it returns {@link Source#REMOVE}
     * @return the source, attached
     * @throws IllegalArgumentException if {@code interval} is negative
     * @origin GLib g_timeout_add_ns
     */
    public Source timeoutAdd(Duration interval, SourceCallback callback) {
        return addTimeout(Priority.DEFAULT, Sources.nanosOf(interval), callback, null, null);
    }

    /**
     * Adds a timeout; see {@link Sources#timeout}.
     *
     * @param <T> the type of the object
     * @param priority its priority
     * @param interval the time between calls
     * @param callback called once per interval, until it returns {@link Source#REMOVE}
     * @param data handed to every call
     * @param notify told once, when the source is gone; or null
     * @return the source, attached
     * @throws IllegalArgumentException if {@code interval} is negative
     * @origin GLib g_timeout_add_full, with another unit
     */
    public <T extends @Nullable Object> Source timeoutAdd(
            int priority,
            Duration interval,
            SourceFunc<? super T> callback,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return addTimeout(priority, Sources.nanosOf(interval), callback, data, notify);
    }

    /**
     * Adds a timeout of {@link Priority#DEFAULT}; see {@link Sources#timeout}.
     *
     * @param intervalMillis milliseconds between calls
     * @param callback called once per interval, until it returns {@link Source#REMOVE}
     * @return the source, attached
     * @throws IllegalArgumentException if {@code intervalMillis < 0}
     * @origin GLib g_timeout_add
     */
    public Source timeoutAddMillis(long intervalMillis, SourceCallback callback) {
        return addTimeout(Priority.DEFAULT, Sources.checked(intervalMillis, Nanos.PER_MILLI), callback, null, null);
    }

    /**
     * Adds a timeout; see {@link Sources#timeout}.
     *
     * @param <T> the type of the object
     * @param priority its priority
     * @param intervalMillis milliseconds between calls
     * @param callback called once per interval, until it returns {@link Source#REMOVE}
     * @param data handed to every call
     * @param notify told once, when the source is gone; or null
     * @return the source, attached
     * @throws IllegalArgumentException if {@code intervalMillis < 0}
     * @origin GLib g_timeout_add_full
     */
    public <T extends @Nullable Object> Source timeoutAddMillis(
            int priority,
            long intervalMillis,
            SourceFunc<? super T> callback,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return addTimeout(priority, Sources.checked(intervalMillis, Nanos.PER_MILLI), callback, data, notify);
    }

    /**
     * Adds a timeout of whole seconds and {@link Priority#DEFAULT}; see {@link Sources#timeoutSeconds}.
     *
     * @param intervalSeconds seconds between calls, about
     * @param callback called once per interval, until it returns {@link Source#REMOVE}
     * @return the source, attached
     * @throws IllegalArgumentException if {@code intervalSeconds < 0}
     * @origin GLib g_timeout_add_seconds
     */
    public Source timeoutAddSeconds(long intervalSeconds, SourceCallback callback) {
        return addSeconds(Priority.DEFAULT, intervalSeconds, callback, null, null);
    }

    /**
     * Adds a timeout of whole seconds; see {@link Sources#timeoutSeconds}.
     *
     * @param <T> the type of the object
     * @param priority its priority
     * @param intervalSeconds seconds between calls, about
     * @param callback called once per interval, until it returns {@link Source#REMOVE}
     * @param data handed to every call
     * @param notify told once, when the source is gone; or null
     * @return the source, attached
     * @throws IllegalArgumentException if {@code intervalSeconds < 0}
     * @origin GLib g_timeout_add_seconds_full
     */
    public <T extends @Nullable Object> Source timeoutAddSeconds(
            int priority,
            long intervalSeconds,
            SourceFunc<? super T> callback,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return addSeconds(priority, intervalSeconds, callback, data, notify);
    }

    private Source addSeconds(
            int priority,
            long intervalSeconds,
            Object callback,
            @Nullable Object data,
            @Nullable DestroyNotify<?> notify) {
        return add(
                Sources.timeoutSeconds(intervalSeconds, Perturbation.ofProcess(), clock()),
                priority,
                callback,
                data,
                notify);
    }

    private Source addTimeout(
            int priority,
            long intervalNanos,
            Object callback,
            @Nullable Object data,
            @Nullable DestroyNotify<?> notify) {
        return add(Sources.timeoutNanos(intervalNanos, clock()), priority, callback, data, notify);
    }

    // ---- idles

    /**
     * Adds an idle of {@link Priority#DEFAULT_IDLE}; see {@link Sources#idle}.
     *
     * @param callback called whenever nothing more urgent is ready, until it returns {@link Source#REMOVE}
     * @return the source, attached
     * @origin GLib g_idle_add
     */
    public Source idleAdd(SourceCallback callback) {
        return add(Sources.idle(), Priority.DEFAULT_IDLE, callback, null, null);
    }

    /**
     * Adds an idle; see {@link Sources#idle}.
     *
     * @param <T> the type of the object
     * @param priority its priority
     * @param callback called whenever nothing more urgent is ready, until it returns {@link Source#REMOVE}
     * @param data handed to every call
     * @param notify told once, when the source is gone; or null
     * @return the source, attached
     * @origin GLib g_idle_add_full
     */
    public <T extends @Nullable Object> Source idleAdd(
            int priority, SourceFunc<? super T> callback, T data, @Nullable DestroyNotify<? super T> notify) {
        return add(Sources.idle(), priority, callback, data, notify);
    }

    // ---- channel watches

    /**
     * Adds a channel watch of {@link Priority#DEFAULT}; see {@link Sources#watch}.
     *
     * @param <C> the type of the channel
     * @param channel the channel, in non-blocking mode
     * @param condition what is waited for
     * @param callback called whenever the channel is ready, until it returns {@link Source#REMOVE}
     * @return the source, attached
     * @throws IllegalArgumentException if the poller cannot watch that
     * @throws java.nio.channels.IllegalBlockingModeException if the channel is in blocking mode
     * @origin GLib g_unix_fd_add
     */
    public <C extends SelectableChannel> Source watchAdd(
            C channel, IOCondition condition, ChannelCallback<? super C> callback) {
        return add(Sources.watch(channel, condition), Priority.DEFAULT, callback, null, null);
    }

    /**
     * Adds a channel watch; see {@link Sources#watch}.
     *
     * @param <C> the type of the channel
     * @param <T> the type of the object
     * @param priority its priority
     * @param channel the channel, in non-blocking mode
     * @param condition what is waited for
     * @param callback called whenever the channel is ready, until it returns {@link Source#REMOVE}
     * @param data handed to every call
     * @param notify told once, when the source is gone; or null
     * @return the source, attached
     * @throws IllegalArgumentException if the poller cannot watch that
     * @throws java.nio.channels.IllegalBlockingModeException if the channel is in blocking mode
     * @origin GLib g_unix_fd_add_full
     */
    public <C extends SelectableChannel, T extends @Nullable Object> Source watchAdd(
            int priority,
            C channel,
            IOCondition condition,
            ChannelFunc<? super C, ? super T> callback,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return add(Sources.watch(channel, condition), priority, callback, data, notify);
    }

    private Source add(
            Source source, int priority, Object callback, @Nullable Object data, @Nullable DestroyNotify<?> notify) {
        source.setPriority(priority);
        source.setFunction(callback, data, notify);
        source.attach(this);
        return source;
    }
}
