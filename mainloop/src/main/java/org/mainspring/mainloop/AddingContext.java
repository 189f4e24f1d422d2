package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.nio.channels.SelectableChannel;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.source.ChannelCallback;
import org.mainspring.mainloop.source.ChannelFunc;
import org.mainspring.mainloop.source.ChildCallback;
import org.mainspring.mainloop.source.ChildFunc;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.time.Clock;

/**
 * The part of a {@link MainContext} that makes a source, gives it its callback and attaches it, in one line.
 *
 * @threads any
 */
abstract class AddingContext extends TimeoutAddingContext {
    AddingContext(Clock clock, PollerProvider pollerProvider, int firstId, Set<ContextFlag> flags) {
        super(clock, pollerProvider, firstId, flags);
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
        return add(Sources.idle(), Priority.DEFAULT_IDLE, callback);
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

    /**
     * Adds an idle of {@link Priority#DEFAULT_IDLE} that runs once.
     *
     * @param function called once, when nothing more urgent is ready
     * @return the source, attached
     * @origin GLib g_idle_add_once
     */
    public Source idleAddOnce(Runnable function) {
        return add(Sources.idle(), Priority.DEFAULT_IDLE, OnceCallback.of(function));
    }

    /**
     * Adds an idle of {@link Priority#DEFAULT_IDLE} that runs once.
     *
     * @param <T> the type of the object
     * @param function called once, when nothing more urgent is ready
     * @param data handed to it
     * @return the source, attached
     * @origin GLib g_idle_add_once
     */
    public <T extends @Nullable Object> Source idleAddOnce(Consumer<? super T> function, T data) {
        return add(Sources.idle(), Priority.DEFAULT_IDLE, OnceCallback.of(function), data, null);
    }

    // ---- channel watches

    /**
     * Adds a channel watch of {@link Priority#DEFAULT}; see {@link Sources#watch Sources.watch}.
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
     * Adds a channel watch; see {@link Sources#watch Sources.watch}.
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

    // ---- child watches

    /**
     * Adds a child watch of {@link Priority#DEFAULT}; see {@link Sources#childWatch(Process)}.
     *
     * @param process a child that this JVM has started
     * @param callback called once, when it has ended
     * @return the source, attached
     * @throws UnsupportedOperationException if it is no process of the system's
     * @origin GLib g_child_watch_add
     */
    public Source childWatchAdd(Process process, ChildCallback callback) {
        return add(Sources.childWatch(process), Priority.DEFAULT, callback, null, null);
    }

    /**
     * Adds a child watch; see {@link Sources#childWatch(Process)}.
     *
     * @param <T> the type of the object
     * @param priority its priority
     * @param process a child that this JVM has started
     * @param callback called once, when it has ended
     * @param data handed to it
     * @param notify told once, when the source is gone; or null
     * @return the source, attached
     * @throws UnsupportedOperationException if it is no process of the system's
     * @origin GLib g_child_watch_add_full
     */
    public <T extends @Nullable Object> Source childWatchAdd(
            int priority,
            Process process,
            ChildFunc<? super T> callback,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return add(Sources.childWatch(process), priority, callback, data, notify);
    }

    /**
     * Adds a child watch of {@link Priority#DEFAULT}; see {@link Sources#childWatch(ProcessHandle)}.
     *
     * @param process any process but this one
     * @param callback called once, when it has ended
     * @return the source, attached
     * @throws IllegalArgumentException if it is this one
     * @origin GLib g_child_watch_add
     */
    public Source childWatchAdd(ProcessHandle process, ChildCallback callback) {
        return add(Sources.childWatch(process), Priority.DEFAULT, callback, null, null);
    }

    /**
     * Adds a child watch; see {@link Sources#childWatch(ProcessHandle)}.
     *
     * @param <T> the type of the object
     * @param priority its priority
     * @param process any process but this one
     * @param callback called once, when it has ended
     * @param data handed to it
     * @param notify told once, when the source is gone; or null
     * @return the source, attached
     * @throws IllegalArgumentException if it is this one
     * @origin GLib g_child_watch_add_full
     */
    public <T extends @Nullable Object> Source childWatchAdd(
            int priority,
            ProcessHandle process,
            ChildFunc<? super T> callback,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return add(Sources.childWatch(process), priority, callback, data, notify);
    }

    // ---- signals

    /**
     * Adds a wait for a signal, of {@link Priority#DEFAULT}; see {@link Sources#signal Sources.signal}.
     *
     * @param signal HUP, INT, TERM, USR1, USR2 or WINCH
     * @param callback called when the signal has come, until it returns {@link Source#REMOVE}
     * @return the source, attached
     * @throws IllegalArgumentException if it is none of these
     * @throws UnsupportedOperationException if this JVM lets nobody handle that signal
     * @origin GLib g_unix_signal_add
     */
    public Source signalAdd(String signal, SourceCallback callback) {
        return addSignal(Priority.DEFAULT, signal, callback, null, null);
    }

    /**
     * Adds a wait for a signal; see {@link Sources#signal Sources.signal}.
     *
     * @param <T> the type of the object
     * @param priority its priority
     * @param signal HUP, INT, TERM, USR1, USR2 or WINCH
     * @param callback called when the signal has come, until it returns {@link Source#REMOVE}
     * @param data handed to every call
     * @param notify told once, when the source is gone; or null
     * @return the source, attached
     * @throws IllegalArgumentException if it is none of these
     * @throws UnsupportedOperationException if this JVM lets nobody handle that signal
     * @origin GLib g_unix_signal_add_full
     */
    public <T extends @Nullable Object> Source signalAdd(
            int priority,
            String signal,
            SourceFunc<? super T> callback,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return addSignal(priority, signal, callback, data, notify);
    }

    /** A source that cannot be attached must let go of its signal. */
    private Source addSignal(
            int priority, String signal, Object callback, @Nullable Object data, @Nullable DestroyNotify<?> notify) {
        requireNonNull(signal, "signal");
        requireNonNull(callback, "callback");
        Source source = Sources.signal(signal);
        try {
            checkOpen(); // before it has a callback, whose notify would run
            return add(source, priority, callback, data, notify);
        } catch (IllegalStateException closed) {
            source.destroy();
            throw closed;
        }
    }
}
