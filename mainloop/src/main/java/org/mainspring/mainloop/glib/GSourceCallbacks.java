package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.noSource;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;

/**
 * GLib's functions that say what is called when a source is dispatched.
 *
 * @threads any
 */
public abstract class GSourceCallbacks extends GSources {
    GSourceCallbacks() {}

    /**
     * Sets what is called when the source is dispatched.
     *
     * @param <T> the type of the data
     * @param source the source
     * @param func called from now on; null for nothing, and then the data is let go at once
     * @param data handed to every call
     * @param notify told once when the data is let go; or null
     */
    public static <T extends @Nullable Object> void g_source_set_callback(
            Source source, @Nullable SourceFunc<? super T> func, T data, @Nullable DestroyNotify<? super T> notify) {
        set(source, func, data, notify);
    }

    /**
     * Sets what is called when the channel of a watch is ready.
     *
     * @param <C> the type of the channel
     * @param <T> the type of the data
     * @param source the source
     * @param func called from now on; null for nothing, and then the data is let go at once
     * @param data handed to every call
     * @param notify told once when the data is let go; or null
     */
    public static <C extends SelectableChannel, T extends @Nullable Object> void g_source_set_callback(
            Source source,
            @Nullable GUnixFDSourceFunc<C, ? super T> func,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        set(source, Callbacks.channel(func), data, notify);
    }

    /**
     * Sets what is called when the process of a child watch has ended.
     *
     * @param <T> the type of the data
     * @param source the source
     * @param func called then; null for nothing, and then the data is let go at once
     * @param data handed to every call
     * @param notify told once when the data is let go; or null
     */
    public static <T extends @Nullable Object> void g_source_set_callback(
            Source source,
            @Nullable GChildWatchFunc<? super T> func,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        set(source, Callbacks.child(func), data, notify);
    }

    /**
     * Sets a callback of the type that a kind of one's own casts it to.
     *
     * @param <T> the type of the data
     * @param source the source
     * @param func called from now on; null for nothing, and then the data is let go at once
     * @param data handed to every call
     * @param notify told once when the data is let go; or null
     */
    public static <T extends @Nullable Object> void g_source_set_callback(
            Source source, @Nullable Object func, T data, @Nullable DestroyNotify<? super T> notify) {
        set(source, func, data, notify);
    }

    private static <T extends @Nullable Object> void set(
            Source source, @Nullable Object func, T data, @Nullable DestroyNotify<? super T> notify) {
        if (noSource(source, "g_source_set_callback")) {
            return;
        }
        if (func != null) {
            source.setFunction(func, data, notify);
            return;
        }
        source.clearCallback();
        if (notify != null) {
            notify.destroy(data);
        }
    }

    /**
     * Sets an object that is asked at each dispatch what to call.
     *
     * @param <T> the type of the object
     * @param source the source
     * @param callback_data the object, with one reference that the source takes over; or null for nothing
     * @param callback_funcs what makes it a callback; may be null only if the object is
     */
    public static <T> void g_source_set_callback_indirect(
            Source source, @Nullable T callback_data, @Nullable GSourceCallbackFuncs<? super T> callback_funcs) {
        if (noSource(source, "g_source_set_callback_indirect")) {
            return;
        }
        if (callback_data != null && callback_funcs != null) {
            source.setCallbackIndirect(Callbacks.indirect(callback_data, callback_funcs));
        } else if (callback_data == null) {
            source.clearCallback();
        } else {
            Critical.report(
                    source, Diagnostic.NULL_FUNCTION, "g_source_set_callback_indirect", "data without functions");
        }
    }

    /**
     * Sets what is called when the source is dispatched, with what it needs captured.
     *
     * @param source the source
     * @param closure called from now on
     */
    public static void g_source_set_closure(Source source, SourceCallback closure) {
        if (!noSource(source, "g_source_set_closure") && !isNull(closure, "g_source_set_closure", "closure")) {
            source.setCallback(closure);
        }
    }

    /**
     * Sets a callback that does nothing and keeps the source.
     *
     * @param source the source
     */
    public static void g_source_set_dummy_callback(Source source) {
        if (!noSource(source, "g_source_set_dummy_callback")) {
            source.setFunction(Callbacks.DUMMY, null, null);
        }
    }
}
