package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.kind.Perturbation;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

/**
 * The part of a {@link MainContext} that makes a timeout, gives it its callback and attaches it, in one line.
 *
 * @threads any
 */
abstract class TimeoutAddingContext extends FindingContext {
    TimeoutAddingContext(Clock clock, PollerProvider pollerProvider, int firstId, Set<ContextFlag> flags) {
        super(clock, pollerProvider, firstId, flags);
    }

    // ---- timeouts that go on

    /**
     * Adds a timeout of {@link Priority#DEFAULT}; see {@link Sources#timeout(Duration)}.
     *
     * @param interval the time between calls
     * @param callback called once per interval, until it returns {@link Source#REMOVE}
     * @return the source, attached
     * @throws IllegalArgumentException if {@code interval} is negative
     * @origin GLib g_timeout_add_ns
     */
    public Source timeoutAdd(Duration interval, SourceCallback callback) {
        return addTimeout(Priority.DEFAULT, Sources.nanosOf(interval), callback);
    }

    /**
     * Adds a timeout; see {@link Sources#timeout(Duration)}.
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
     * Adds a timeout of {@link Priority#DEFAULT}; see {@link Sources#timeout(Duration)}.
     *
     * @param intervalMillis milliseconds between calls
     * @param callback called once per interval, until it returns {@link Source#REMOVE}
     * @return the source, attached
     * @throws IllegalArgumentException if {@code intervalMillis < 0}
     * @origin GLib g_timeout_add
     */
    public Source timeoutAddMillis(long intervalMillis, SourceCallback callback) {
        return addTimeout(Priority.DEFAULT, Sources.checked(intervalMillis, Nanos.PER_MILLI), callback);
    }

    /**
     * Adds a timeout; see {@link Sources#timeout(Duration)}.
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
        return addSeconds(Priority.DEFAULT, intervalSeconds, callback);
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

    // ---- timeouts that run once

    /**
     * Adds a timeout of {@link Priority#DEFAULT} that runs once.
     *
     * @param interval the time until the call
     * @param function called once
     * @return the source, attached
     * @throws IllegalArgumentException if {@code interval} is negative
     * @origin GLib g_timeout_add_once, with another unit
     */
    public Source timeoutAddOnce(Duration interval, Runnable function) {
        return addTimeout(Priority.DEFAULT, Sources.nanosOf(interval), OnceCallback.of(function));
    }

    /**
     * Adds a timeout of {@link Priority#DEFAULT} that runs once.
     *
     * @param <T> the type of the object
     * @param interval the time until the call
     * @param function called once
     * @param data handed to it
     * @return the source, attached
     * @throws IllegalArgumentException if {@code interval} is negative
     * @origin GLib g_timeout_add_once, with another unit
     */
    public <T extends @Nullable Object> Source timeoutAddOnce(Duration interval, Consumer<? super T> function, T data) {
        return addTimeout(Priority.DEFAULT, Sources.nanosOf(interval), OnceCallback.of(function), data, null);
    }

    /**
     * Adds a timeout of {@link Priority#DEFAULT} that runs once.
     *
     * @param intervalMillis milliseconds until the call
     * @param function called once
     * @return the source, attached
     * @throws IllegalArgumentException if {@code intervalMillis < 0}
     * @origin GLib g_timeout_add_once
     */
    public Source timeoutAddOnceMillis(long intervalMillis, Runnable function) {
        return addTimeout(
                Priority.DEFAULT, Sources.checked(intervalMillis, Nanos.PER_MILLI), OnceCallback.of(function));
    }

    /**
     * Adds a timeout of {@link Priority#DEFAULT} that runs once.
     *
     * @param <T> the type of the object
     * @param intervalMillis milliseconds until the call
     * @param function called once
     * @param data handed to it
     * @return the source, attached
     * @throws IllegalArgumentException if {@code intervalMillis < 0}
     * @origin GLib g_timeout_add_once
     */
    public <T extends @Nullable Object> Source timeoutAddOnceMillis(
            long intervalMillis, Consumer<? super T> function, T data) {
        return addTimeout(
                Priority.DEFAULT,
                Sources.checked(intervalMillis, Nanos.PER_MILLI),
                OnceCallback.of(function),
                data,
                null);
    }

    /**
     * Adds a timeout of whole seconds and {@link Priority#DEFAULT} that runs once; see {@link Sources#timeoutSeconds}.
     *
     * @param intervalSeconds seconds until the call, about
     * @param function called once
     * @return the source, attached
     * @throws IllegalArgumentException if {@code intervalSeconds < 0}
     * @origin GLib g_timeout_add_seconds_once
     */
    public Source timeoutAddSecondsOnce(long intervalSeconds, Runnable function) {
        return addSeconds(Priority.DEFAULT, intervalSeconds, OnceCallback.of(function));
    }

    /**
     * Adds a timeout of whole seconds and {@link Priority#DEFAULT} that runs once; see {@link Sources#timeoutSeconds}.
     *
     * @param <T> the type of the object
     * @param intervalSeconds seconds until the call, about
     * @param function called once
     * @param data handed to it
     * @return the source, attached
     * @throws IllegalArgumentException if {@code intervalSeconds < 0}
     * @origin GLib g_timeout_add_seconds_once
     */
    public <T extends @Nullable Object> Source timeoutAddSecondsOnce(
            long intervalSeconds, Consumer<? super T> function, T data) {
        return addSeconds(Priority.DEFAULT, intervalSeconds, OnceCallback.of(function), data, null);
    }

    private Source addSeconds(int priority, long intervalSeconds, SourceCallback callback) {
        return add(timeoutSeconds(intervalSeconds), priority, callback);
    }

    private Source addSeconds(
            int priority,
            long intervalSeconds,
            SourceFunc<?> callback,
            @Nullable Object data,
            @Nullable DestroyNotify<?> notify) {
        return add(timeoutSeconds(intervalSeconds), priority, callback, data, notify);
    }

    private Source timeoutSeconds(long intervalSeconds) {
        return Sources.timeoutSeconds(intervalSeconds, Perturbation.ofProcess(), clock());
    }

    private Source addTimeout(int priority, long intervalNanos, SourceCallback callback) {
        return add(Sources.timeoutNanos(intervalNanos, clock()), priority, callback);
    }

    private Source addTimeout(
            int priority,
            long intervalNanos,
            SourceFunc<?> callback,
            @Nullable Object data,
            @Nullable DestroyNotify<?> notify) {
        return add(Sources.timeoutNanos(intervalNanos, clock()), priority, callback, data, notify);
    }

    /** The last step of all that add: a source gets its priority and its callback, and is attached. */
    final Source add(Source source, int priority, SourceCallback callback) {
        source.startWith(priority, requireNonNull(callback, "callback"));
        source.attachNew(this);
        return source;
    }

    /** The same, for a callback with data and notify; it must be of the type that the source's kind takes. */
    final Source add(
            Source source, int priority, Object callback, @Nullable Object data, @Nullable DestroyNotify<?> notify) {
        source.startWith(priority, CalledSource.callback(requireNonNull(callback, "callback"), data, notify));
        source.attachNew(this);
        return source;
    }
}
