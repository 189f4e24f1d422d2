package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.ChannelCallback;
import org.mainspring.mainloop.source.ChannelFunc;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.IndirectCallback;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.source.SourceFuncs;

/**
 * The part of a {@link Source} that has a callback.
 *
 * @threads any
 */
abstract class CalledSource extends WatchingSource {
    CalledSource(SourceFuncs funcs) {
        super(funcs);
    }

    /**
     * Sets what is called when the source is dispatched. The callback before is let go: its destroy notify runs now, or,
     * if it is running, as soon as it has returned.
     *
     * @param callback called from now on
     * @throws IllegalArgumentException if sources of this kind take another type of callback
     * @origin GLib g_source_set_callback
     */
    public void setCallback(SourceCallback callback) {
        requireNonNull(callback, "callback");
        checkType(callback);
        exchange(callback);
    }

    /**
     * Sets what is called when the source is dispatched, and the object that is handed to it.
     *
     * @param <T> the type of the object
     * @param callback called from now on
     * @param data handed to every call
     * @param notify told once, when the callback is let go; or null
     * @throws IllegalArgumentException if sources of this kind take another type of callback
     * @origin GLib g_source_set_callback
     */
    public <T extends @Nullable Object> void setCallback(
            SourceFunc<? super T> callback, T data, @Nullable DestroyNotify<? super T> notify) {
        setFunction(callback, data, notify);
    }

    /**
     * Sets what is called when the watched channel is ready.
     *
     * @param <C> the type of the channel
     * @param callback called from now on
     * @throws IllegalArgumentException if the source is no channel watch
     * @origin GLib g_source_set_callback
     */
    public <C extends SelectableChannel> void setCallback(ChannelCallback<C> callback) {
        setFunction(callback, null, null);
    }

    /**
     * Sets what is called when the watched channel is ready, and the object that is handed to it.
     *
     * @param <C> the type of the channel
     * @param <T> the type of the object
     * @param callback called from now on
     * @param data handed to every call
     * @param notify told once, when the callback is let go; or null
     * @throws IllegalArgumentException if the source is no channel watch
     * @origin GLib g_source_set_callback
     */
    public <C extends SelectableChannel, T extends @Nullable Object> void setCallback(
            ChannelFunc<C, ? super T> callback, T data, @Nullable DestroyNotify<? super T> notify) {
        setFunction(callback, data, notify);
    }

    /**
     * Sets a callback of whatever type sources of this kind take: for kinds of one's own.
     *
     * @param function called from now on
     * @param data handed to every call
     * @param notify told once, when the callback is let go; or null
     * @throws IllegalArgumentException if sources of this kind take another type of callback
     * @see SourceFuncs#callbackType()
     * @origin GLib g_source_set_callback
     */
    public void setFunction(Object function, @Nullable Object data, @Nullable DestroyNotify<?> notify) {
        requireNonNull(function, "callback");
        checkType(function);
        exchange(callback(function, data, notify));
    }

    private void checkType(Object function) {
        Class<?> type = funcs.callbackType();
        if (!type.isInstance(function)) {
            throw new IllegalArgumentException("callback is no " + type.getSimpleName() + ": "
                    + function.getClass().getName());
        }
    }

    /** A callback that is more than a function. */
    @SuppressWarnings("unchecked") // who calls this has tied the notify to the data
    static Callback callback(Object function, @Nullable Object data, @Nullable DestroyNotify<?> notify) {
        return notify == null
                ? new CallbackRecord(function, data)
                : new CountedCallback(function, data, (DestroyNotify<@Nullable Object>) notify);
    }

    /**
     * Sets a callback that is looked up at each dispatch, in an object that counts who uses it. The source uses the object
     * from now on, without calling {@link IndirectCallback#ref}: the caller hands his own use over.
     *
     * @param callback asked from now on
     * @origin GLib g_source_set_callback_indirect
     */
    public void setCallbackIndirect(IndirectCallback callback) {
        exchange(new IndirectRecord(requireNonNull(callback, "callback")));
    }

    /**
     * Lets the callback go, so that there is none.
     *
     * @origin GLib g_source_set_callback_indirect, without an object
     */
    public void clearCallback() {
        exchange(null);
    }

    private void exchange(@Nullable Callback next) {
        LoopContext attachedTo = attachedTo();
        Endings endings = attachedTo == null ? Endings.UNATTACHED : attachedTo.lifecycle.endings;
        Endings.rethrow(endings.retire(this, exchangeCallback(next)));
        if (isDestroyed()) {
            if (attachedTo == null) {
                Endings.rethrow(endings.retire(this, exchangeCallback(null)));
            } else {
                attachedTo.lifecycle.lookAgain(this);
            }
        }
    }
}
