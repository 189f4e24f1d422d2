package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Adder.add;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.time.Nanos;

/**
 * GLib's timeouts and idles. Those that a function adds go to the context of the process.
 *
 * <p>An interval is a {@code guint}: an {@code int}, read as unsigned, so that -1 is 4294967295.
 *
 * @threads any
 */
public abstract class GTimers extends GSourceTags {
    GTimers() {}

    // ---- idles

    /**
     * An idle: runs in every iteration in which nothing more urgent is ready.
     *
     * @return the source, of priority {@link #G_PRIORITY_DEFAULT_IDLE}
     */
    public static Source g_idle_source_new() {
        return Sources.idle();
    }

    /**
     * Adds an idle.
     *
     * @param <T> the type of the data
     * @param function called when it is dispatched
     * @param data handed to every call
     * @return its id, unsigned; 0 without a function
     */
    public static <T extends @Nullable Object> int g_idle_add(SourceFunc<? super T> function, T data) {
        return add(Sources::idle, G_PRIORITY_DEFAULT_IDLE, function, data, null, "g_idle_add");
    }

    /**
     * Adds an idle.
     *
     * @param <T> the type of the data
     * @param priority its priority
     * @param function called when it is dispatched
     * @param data handed to every call
     * @param notify told once when the data is let go; or null
     * @return its id, unsigned; 0 without a function
     */
    public static <T extends @Nullable Object> int g_idle_add_full(
            int priority, SourceFunc<? super T> function, T data, @Nullable DestroyNotify<? super T> notify) {
        return add(Sources::idle, priority, function, data, notify, "g_idle_add_full");
    }

    /**
     * Adds an idle that runs once.
     *
     * @param <T> the type of the data
     * @param function called when it is dispatched
     * @param data handed to every call
     * @return its id, unsigned; 0 without a function
     */
    public static <T extends @Nullable Object> int g_idle_add_once(GSourceOnceFunc<? super T> function, T data) {
        return add(Sources::idle, G_PRIORITY_DEFAULT_IDLE, Callbacks.once(function), data, null, "g_idle_add_once");
    }

    // ---- timeouts

    /**
     * A timeout: ready once per interval, the first time counted from now.
     *
     * @param interval milliseconds, unsigned
     * @return the source
     */
    public static Source g_timeout_source_new(int interval) {
        return Sources.timeoutMillis(Integer.toUnsignedLong(interval));
    }

    /**
     * A timeout: ready once per interval, the first time counted from now.
     *
     * @param interval nanoseconds, unsigned; from 2^63 on it never goes off
     * @return the source
     */
    public static Source g_timeout_source_new_ns(long interval) {
        return Sources.timeoutNanos(Nanos.ofUnsigned(interval));
    }

    /**
     * A timeout of whole seconds that goes off together with its like.
     *
     * @param interval seconds, unsigned
     * @return the source
     */
    public static Source g_timeout_source_new_seconds(int interval) {
        return Sources.timeoutSeconds(Integer.toUnsignedLong(interval));
    }

    /**
     * Adds a timeout.
     *
     * @param <T> the type of the data
     * @param interval milliseconds, unsigned
     * @param function called when it is dispatched
     * @param data handed to every call
     * @return its id, unsigned; 0 without a function
     */
    public static <T extends @Nullable Object> int g_timeout_add(int interval, SourceFunc<? super T> function, T data) {
        return add(() -> g_timeout_source_new(interval), G_PRIORITY_DEFAULT, function, data, null, "g_timeout_add");
    }

    /**
     * Adds a timeout.
     *
     * @param <T> the type of the data
     * @param priority its priority
     * @param interval milliseconds, unsigned
     * @param function called when it is dispatched
     * @param data handed to every call
     * @param notify told once when the data is let go; or null
     * @return its id, unsigned; 0 without a function
     */
    public static <T extends @Nullable Object> int g_timeout_add_full(
            int priority,
            int interval,
            SourceFunc<? super T> function,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return add(() -> g_timeout_source_new(interval), priority, function, data, notify, "g_timeout_add_full");
    }

    /**
     * Adds a timeout that goes off once.
     *
     * @param <T> the type of the data
     * @param interval milliseconds, unsigned
     * @param function called when it is dispatched
     * @param data handed to every call
     * @return its id, unsigned; 0 without a function
     */
    public static <T extends @Nullable Object> int g_timeout_add_once(
            int interval, GSourceOnceFunc<? super T> function, T data) {
        return add(
                () -> g_timeout_source_new(interval),
                G_PRIORITY_DEFAULT,
                Callbacks.once(function),
                data,
                null,
                "g_timeout_add_once");
    }

    /**
     * Adds a timeout of whole seconds.
     *
     * @param <T> the type of the data
     * @param interval seconds, unsigned
     * @param function called when it is dispatched
     * @param data handed to every call
     * @return its id, unsigned; 0 without a function
     */
    public static <T extends @Nullable Object> int g_timeout_add_seconds(
            int interval, SourceFunc<? super T> function, T data) {
        return add(
                () -> g_timeout_source_new_seconds(interval),
                G_PRIORITY_DEFAULT,
                function,
                data,
                null,
                "g_timeout_add_seconds");
    }

    /**
     * Adds a timeout of whole seconds.
     *
     * @param <T> the type of the data
     * @param priority its priority
     * @param interval seconds, unsigned
     * @param function called when it is dispatched
     * @param data handed to every call
     * @param notify told once when the data is let go; or null
     * @return its id, unsigned; 0 without a function
     */
    public static <T extends @Nullable Object> int g_timeout_add_seconds_full(
            int priority,
            int interval,
            SourceFunc<? super T> function,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return add(
                () -> g_timeout_source_new_seconds(interval),
                priority,
                function,
                data,
                notify,
                "g_timeout_add_seconds_full");
    }

    /**
     * Adds a timeout of whole seconds that goes off once.
     *
     * @param <T> the type of the data
     * @param interval seconds, unsigned
     * @param function called when it is dispatched
     * @param data handed to every call
     * @return its id, unsigned; 0 without a function
     */
    public static <T extends @Nullable Object> int g_timeout_add_seconds_once(
            int interval, GSourceOnceFunc<? super T> function, T data) {
        return add(
                () -> g_timeout_source_new_seconds(interval),
                G_PRIORITY_DEFAULT,
                Callbacks.once(function),
                data,
                null,
                "g_timeout_add_seconds_once");
    }
}
