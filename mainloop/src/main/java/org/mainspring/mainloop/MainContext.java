package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.kind.Perturbation;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.source.ChannelCallback;
import org.mainspring.mainloop.source.ChannelFunc;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/**
 * A set of sources, and what decides when each of them runs.
 *
 * <p>Sources run by priority, a smaller number first, and at equal priority in the order in which they were attached.
 * Nothing runs while something more urgent is ready.
 *
 * <p>One thread at a time, the owner, iterates a context, by {@link MainLoop#run}, {@link #iteration} or the single
 * phases; callbacks run there. Every thread may attach, change and destroy sources.
 *
 * @threads any, where a method does not say "owner"
 * @origin GLib GMainContext
 */
public final class MainContext extends LoopContext {
    private static final class Default {
        static final MainContext CONTEXT = new MainContext();
    }

    private final Map<Class<?>, Object> attachments = new ConcurrentHashMap<>();

    /** A context on the system's clock that parks while no channel is watched, and selects otherwise. */
    public MainContext() {
        this(SystemClock.INSTANCE, NioPoller.PROVIDER);
    }

    /**
     * A context that parks while no channel is watched, and selects otherwise.
     *
     * @param clock where its time comes from; waiting follows it
     * @param flags what else is asked of it
     * @origin GLib g_main_context_new_with_flags
     */
    public MainContext(Clock clock, ContextFlag... flags) {
        this(clock, NioPoller.PROVIDER, flags);
    }

    /**
     * A context with a clock and a poller of one's own.
     *
     * @param clock where its time comes from
     * @param pollerProvider makes what it sleeps in
     * @param flags what else is asked of it
     * @origin GLib g_main_context_new_with_flags
     */
    public MainContext(Clock clock, PollerProvider pollerProvider, ContextFlag... flags) {
        this(clock, pollerProvider, 1, flags);
    }

    /** A context whose first source gets a given id, to test what happens when ids run out. */
    MainContext(Clock clock, PollerProvider pollerProvider, int firstId, ContextFlag... flags) {
        super(
                requireNonNull(clock, "clock"),
                requireNonNull(pollerProvider, "pollerProvider"),
                firstId,
                Set.copyOf(Arrays.asList(flags)));
    }

    // ---- which context

    /**
     * The context of the process. It cannot be closed.
     *
     * @return always the same
     * @origin GLib g_main_context_default
     */
    public static MainContext getDefault() {
        return Default.CONTEXT;
    }

    /**
     * The context that the calling thread has made its default.
     *
     * @return the one pushed last; null if there is none, or it is the context of the process
     * @origin GLib g_main_context_get_thread_default
     */
    public static @Nullable MainContext threadDefault() {
        MainContext top = (MainContext) ThreadDefaults.top();
        return top == Default.CONTEXT ? null : top;
    }

    /**
     * The context that the calling thread has made its default, or else the context of the process.
     *
     * @return never null
     * @origin GLib g_main_context_ref_thread_default
     */
    public static MainContext threadDefaultOrDefault() {
        MainContext top = threadDefault();
        return top == null ? Default.CONTEXT : top;
    }

    /**
     * Acquires this context and makes it the default of the calling thread, until {@link #popThreadDefault}.
     *
     * @throws IllegalStateException if another thread owns it, or it is closed
     * @origin GLib g_main_context_push_thread_default
     */
    public void pushThreadDefault() {
        ThreadDefaults.push(this);
    }

    /**
     * Takes {@link #pushThreadDefault} back, and releases the context.
     *
     * @throws IllegalStateException if this is not the context that the calling thread has pushed last
     * @origin GLib g_main_context_pop_thread_default
     */
    public void popThreadDefault() {
        ThreadDefaults.pop(this);
    }

    /**
     * The context of a source, with the type that applications know it by.
     *
     * @param source any source
     * @return its context; null where {@link Source#context} says null
     * @origin GLib g_source_get_context
     */
    public static @Nullable MainContext of(Source source) {
        return (MainContext) requireNonNull(source, "source").context();
    }

    @Override
    public void close() {
        if (this == Default.CONTEXT) {
            throw new IllegalStateException("the context of the process cannot be closed");
        }
        super.close();
    }

    // ---- looking for sources

    /**
     * The source with an id.
     *
     * @param id the id, unsigned
     * @return the source; null if nobody has the id, or it is destroyed
     * @throws IllegalArgumentException if {@code id == 0}
     * @origin GLib g_main_context_find_source_by_id
     */
    public @Nullable Source findById(int id) {
        checkId(id);
        return (Source) lifecycle.registry.findById(id);
    }

    /**
     * The first source in dispatch order whose callback was set with an object.
     *
     * @param data the object itself, or null to find a callback that was set without one
     * @return the source, or null
     * @origin GLib g_main_context_find_source_by_user_data
     */
    public @Nullable Source findByData(@Nullable Object data) {
        return find(source -> hasData(source, data));
    }

    /**
     * The first source in dispatch order of a kind whose callback was set with an object.
     *
     * @param kind the class of the kind, or one above it
     * @param data the object itself, or null to find a callback that was set without one
     * @return the source, or null
     * @origin GLib g_main_context_find_source_by_funcs_user_data
     */
    public @Nullable Source findByKindAndData(Class<? extends SourceFuncs> kind, @Nullable Object data) {
        requireNonNull(kind, "kind");
        return find(source -> kind.isInstance(source.funcs) && hasData(source, data));
    }

    private @Nullable Source find(Predicate<SourceNode> fits) {
        return (Source) lifecycle.registry.findFirst(fits);
    }

    private static boolean hasData(SourceNode source, @Nullable Object data) {
        CallbackRecord callback = source.callback();
        return callback != null && callback.data() == data;
    }

    /**
     * Destroys the source with an id. If there is none, warns, since the id may come to belong to another.
     *
     * @param id the id, unsigned
     * @return whether there was one
     * @throws IllegalArgumentException if {@code id == 0}
     * @origin GLib g_source_remove
     */
    public boolean remove(int id) {
        Source source = findById(id);
        if (source == null) {
            reports.warn(
                    Diagnostic.UNKNOWN_ID,
                    "source id " + Integer.toUnsignedString(id) + " was not found when attempting to remove it");
        }
        return destroyIfFound(source);
    }

    /**
     * Destroys the source that {@link #findByData} finds.
     *
     * @param data the object itself
     * @return whether there was one
     * @origin GLib g_source_remove_by_user_data
     */
    public boolean removeByData(@Nullable Object data) {
        return destroyIfFound(findByData(data));
    }

    /**
     * Destroys the source that {@link #findByKindAndData} finds.
     *
     * @param kind the class of the kind, or one above it
     * @param data the object itself
     * @return whether there was one
     * @origin GLib g_source_remove_by_funcs_user_data; g_idle_remove_by_data with the kind of idles
     */
    public boolean removeByKindAndData(Class<? extends SourceFuncs> kind, @Nullable Object data) {
        return destroyIfFound(findByKindAndData(kind, data));
    }

    private static boolean destroyIfFound(@Nullable Source source) {
        if (source != null) {
            source.destroy();
        }
        return source != null;
    }

    private static void checkId(int id) {
        if (id == 0) {
            throw new IllegalArgumentException("id is 0");
        }
    }

    /**
     * An object that lives as long as the context: made when it is first asked for, and the same from then on. So code
     * beside the library can keep something per context without keeping the context alive.
     *
     * @param <T> the type of the object
     * @param key its class, which names it
     * @param create makes it; if several threads ask at once it may run for each of them, and one result is kept
     * @return the object
     */
    public <T> T attachment(Class<T> key, Function<? super MainContext, ? extends T> create) {
        requireNonNull(key, "key");
        requireNonNull(create, "create");
        Object kept = attachments.get(key);
        if (kept == null) {
            Object made = requireNonNull(create.apply(this), "attachment");
            kept = attachments.putIfAbsent(key, made);
            kept = kept == null ? made : kept;
        }
        return key.cast(kept);
    }

    // ---- running something here

    /**
     * Runs a function so that this context is owned by the thread that runs it: now, if the caller owns it; now as well
     * if it is the caller's thread default and free; else by an idle of {@link Priority#DEFAULT}.
     *
     * @param function called until it returns {@link Source#REMOVE}
     * @throws IllegalStateException if the context is closed
     * @origin GLib g_main_context_invoke
     */
    public void invoke(SourceCallback function) {
        invokeUntyped(Priority.DEFAULT, function, null, null);
    }

    /**
     * Runs a function as {@link #invoke(SourceCallback)} does.
     *
     * <p>What a function that runs now throws is treated as if an idle had thrown it: it ends the call, and goes to the
     * exception handler.
     *
     * @param <T> the type of the object
     * @param priority the priority of the idle, if there has to be one
     * @param function called until it returns {@link Source#REMOVE}
     * @param data handed to every call
     * @param notify told once, after the last call; or null
     * @throws IllegalStateException if the context is closed
     * @origin GLib g_main_context_invoke_full
     */
    public <T extends @Nullable Object> void invoke(
            int priority, SourceFunc<? super T> function, T data, @Nullable DestroyNotify<? super T> notify) {
        invokeUntyped(priority, function, data, notify);
    }

    private void invokeUntyped(
            int priority, Object function, @Nullable Object data, @Nullable DestroyNotify<?> notify) {
        requireNonNull(function, "function");
        checkOpen();
        Source idle = Sources.idle();
        idle.setPriority(priority);
        idle.setFunction(function, data, notify);
        if (isOwner()) {
            DirectCall.end(this, idle, DirectCall.run(this, idle));
        } else if (this == threadDefaultOrDefault() && tryAcquire()) {
            Error thrown = DirectCall.run(this, idle);
            release();
            DirectCall.end(this, idle, thrown);
        } else {
            idle.attach(this);
        }
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
