package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.AttachHook;
import org.mainspring.mainloop.source.ChannelCallback;
import org.mainspring.mainloop.source.ChannelFunc;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.source.SourceFuncs;

/**
 * Something a context waits for and calls back on: made, given a callback, attached to one context once, and at some
 * time destroyed.
 *
 * <p>Nothing keeps a source alive but its context and whoever holds a reference to it. It ends when it is destroyed
 * and neither waits to be dispatched nor is being dispatched; its destroy notify has run by then.
 *
 * @threads any, where a method does not say "owner"; callbacks and hooks run on the context's owner
 * @origin GLib GSource
 */
public final class Source extends SourceNode implements AutoCloseable {
    /** What a callback returns to be called again. */
    public static final boolean CONTINUE = true;

    /** What a callback returns to have its source destroyed. */
    public static final boolean REMOVE = false;

    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(Source.class, "claimed", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /* attach() first claims the source, then gives it id and position, and shows its context last: whoever sees the
     * context sees a source that the context can follow. One that destroys it before that ends it alone. */
    @SuppressWarnings("UnusedVariable") // read through CLAIMED
    private volatile boolean claimed;

    private volatile @Nullable LoopContext context;

    /**
     * A source of a kind of one's own; {@link Sources} makes those of the kinds that come with the library.
     *
     * @param funcs the kind: what the loop calls
     * @origin GLib g_source_new
     */
    public Source(SourceFuncs funcs) {
        super(requireNonNull(funcs, "funcs"));
    }

    /**
     * The source whose callback the calling thread is running; the innermost, if loops are nested.
     *
     * @return the source, or null outside of callbacks
     * @threads any; tells about the calling one
     * @origin GLib g_main_current_source
     */
    public static @Nullable Source current() {
        return (Source) ThreadState.current().source;
    }

    // ---- life

    /**
     * Gives the source to a context, behind all sources of equal priority. From then on it may be dispatched, on the
     * context's owner, even before this method returns.
     *
     * @param target the context, usually a {@link MainContext}
     * @return the source's id there, unsigned and not 0
     * @throws IllegalStateException if the source was attached before or is destroyed, or the context is closed
     * @throws IllegalArgumentException if the context's poller cannot watch what the source wants watched
     * @origin GLib g_source_attach
     */
    public int attach(LoopContext target) {
        requireNonNull(target, "target");
        target.checkOpen();
        WatchRecord[] wanted = watches;
        if (wanted != null) {
            for (WatchRecord watch : wanted) {
                target.poller.validate(watch.target(), watch.events());
            }
        }
        if (isDestroyed()) {
            throw new IllegalStateException("source is destroyed: " + this);
        }
        if (!CLAIMED.compareAndSet(this, false, true)) {
            throw new IllegalStateException("source was attached before: " + this);
        }
        tellKind(target);
        target.lifecycle.registry.enroll(this);
        context = target;
        target.attach(this);
        return id();
    }

    private void tellKind(LoopContext target) {
        if (funcs instanceof AttachHook hook) {
            boolean told = false;
            try {
                hook.attaching(this, target.clock());
                told = true;
            } finally {
                claimed = told;
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The callback's destroy notify runs before this method returns, unless the callback is running: then it runs
     * as soon as the callback has returned, on the thread that ran it. A callback that is running on another thread is
     * not waited for; none begins after this method has returned.
     */
    @Override
    public void destroy() {
        LoopContext attachedTo = context;
        if (attachedTo != null) {
            attachedTo.lifecycle.destroy(this);
        } else if (markDestroyed()) {
            attachedTo = context;
            if (attachedTo == null) {
                Endings.rethrow(Endings.UNATTACHED.tell(this));
            } else {
                attachedTo.lifecycle.destroyMarked(this);
            }
        }
    }

    /** Destroys the source, for try-with-resources. */
    @Override
    public void close() {
        destroy();
    }

    /**
     * The context that the source was attached to.
     *
     * @return the context, also after the source was destroyed; null before it is attached, and once the context is
     *     closed
     * @origin GLib g_source_get_context
     */
    public @Nullable LoopContext context() {
        LoopContext attachedTo = context;
        return attachedTo == null || attachedTo.isClosed() ? null : attachedTo;
    }

    // ---- attributes

    /**
     * Sets the name for people.
     *
     * @param name the name, or null for none
     * @origin GLib g_source_set_name
     */
    public void setName(@Nullable String name) {
        rename(name);
    }

    /**
     * Sets the priority, and moves the source behind all others of that priority, even if it was its own before.
     *
     * @param priority a smaller number is more urgent
     * @origin GLib g_source_set_priority
     */
    public void setPriority(int priority) {
        wantedPriority = priority;
        LoopContext attachedTo = context;
        if (attachedTo != null) {
            attachedTo.lifecycle.priorityChanged(this);
        }
    }

    /**
     * Lets the source be dispatched by an iteration that is run from within its own callback, or forbids it, as at the
     * start. A call that is running is not affected.
     *
     * @param canRecurse whether to allow it
     * @origin GLib g_source_set_can_recurse
     */
    public void setCanRecurse(boolean canRecurse) {
        this.canRecurse = canRecurse;
    }

    /**
     * Whether the source may be dispatched from within its own callback.
     *
     * @return false unless it was allowed
     * @origin GLib g_source_get_can_recurse
     */
    public boolean canRecurse() {
        return canRecurse;
    }

    // ---- callback

    /**
     * Sets what is called when the source is dispatched. The callback before is let go: its destroy notify runs now, or,
     * if it is running, as soon as it has returned.
     *
     * @param callback called from now on
     * @throws IllegalArgumentException if sources of this kind take another type of callback
     * @origin GLib g_source_set_callback
     */
    public void setCallback(SourceCallback callback) {
        setFunction(callback, null, null);
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
        if (!funcs.callbackType().isInstance(function)) {
            throw new IllegalArgumentException(
                    "callback is no " + funcs.callbackType().getSimpleName() + ": "
                            + function.getClass().getName());
        }
        exchange(record(function, data, notify));
    }

    @SuppressWarnings("unchecked") // the typed forms above tie the notify to the data
    private static CallbackRecord record(Object function, @Nullable Object data, @Nullable DestroyNotify<?> notify) {
        return notify == null
                ? new CallbackRecord(function, data)
                : new CountedCallback(function, data, (DestroyNotify<@Nullable Object>) notify);
    }

    private void exchange(CallbackRecord next) {
        LoopContext attachedTo = context;
        Endings endings = attachedTo == null ? Endings.UNATTACHED : attachedTo.lifecycle.endings;
        Endings.rethrow(endings.retire(this, exchangeCallback(next)));
        if (isDestroyed()) {
            if (attachedTo == null) {
                Endings.rethrow(endings.retire(this, exchangeCallback(null)));
            } else {
                attachedTo.lifecycle.callbackSetTooLate(this);
            }
        }
    }

    // ---- time

    @Override
    public long timeNanos() {
        LoopContext attachedTo = context;
        if (attachedTo == null) {
            throw new IllegalStateException("source is not attached: " + this);
        }
        return attachedTo.time.nanos(attachedTo.isOwner());
    }

    @Override
    public void setReadyTimeNanos(long readyTimeNanos) {
        if (wantedReadyTimeNanos == readyTimeNanos) {
            return;
        }
        wantedReadyTimeNanos = readyTimeNanos;
        LoopContext attachedTo = context;
        if (attachedTo != null) {
            attachedTo.lifecycle.readyTimeChanged(this);
        }
    }

    @Override
    public void clearReadyTime() {
        setReadyTimeNanos(org.mainspring.mainloop.time.Nanos.NEVER);
    }

    // ---- watches

    @Override
    public PollRecord addWatch(Object target, IOCondition events) {
        requireNonNull(target, "target");
        requireNonNull(events, "events");
        LoopContext attachedTo = context;
        if (attachedTo != null) {
            attachedTo.poller.validate(target, events);
        }
        if (isDestroyed()) {
            throw new IllegalStateException("source is destroyed: " + this);
        }
        WatchRecord watch = new WatchRecord(this, target, events);
        keepWatch(watch);
        watchesChanged();
        return watch;
    }

    @Override
    public void modifyWatch(PollRecord watch, IOCondition events) {
        requireNonNull(events, "events");
        WatchRecord own = own(watch);
        LoopContext attachedTo = context;
        if (attachedTo != null) {
            attachedTo.poller.validate(own.target(), events);
        }
        own.setEvents(events);
        watchesChanged();
    }

    @Override
    public void removeWatch(PollRecord watch) {
        own(watch).removed = true;
        watchesChanged();
    }

    @Override
    public IOCondition queryWatch(PollRecord watch) {
        return own(watch).revents();
    }

    private WatchRecord own(PollRecord watch) {
        requireNonNull(watch, "watch");
        if (watch instanceof WatchRecord record && record.source == this && !record.removed) {
            return record;
        }
        throw new IllegalArgumentException("no watch of this source: " + watch);
    }

    private void watchesChanged() {
        LoopContext attachedTo = context;
        if (attachedTo != null) {
            attachedTo.lifecycle.watchesChanged(this);
        }
    }

    @Override
    public void report(Diagnostic code, String message) {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        LoopContext attachedTo = context;
        if (attachedTo == null) {
            Reports.LOG_DIAGNOSTIC.report(code, message);
        } else {
            attachedTo.reports.warn(code, message);
        }
    }
}
