package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.time.Clock;
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
 * <p>The methods whose names end in {@code Add} or {@code AddOnce} make a source, give it its callback and attach it, all
 * in one. If the context is closed they throw an {@link IllegalStateException}.
 *
 * @threads any, where a method does not say "owner"
 * @origin GLib GMainContext
 */
public final class MainContext extends AddingContext {
    private static final class Default {
        static final MainContext CONTEXT = new MainContext();
    }

    private final Map<Class<?>, Object> attachments = new ConcurrentHashMap<>();
    final LonePolls lonePolls = new LonePolls();

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
     * Does {@link #pushThreadDefault}, and takes it back at the end of a try-with-resources.
     *
     * @return to be closed by the same thread
     * @throws IllegalStateException if another thread owns it, or it is closed
     * @origin GLib g_main_context_pusher_new
     */
    public MainContextPusher pushed() {
        return new MainContextPusher(this);
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

    // ---- polling for others

    /**
     * Adds a poll record of one's own. It ends polls, and makes no source ready: whoever polls looks at the record.
     *
     * @param record the record; its mask may be changed at any time, and counts from the next query on
     * @param priority polled in iterations that are limited to this priority or a less urgent one
     * @throws IllegalStateException if the context is closed
     * @throws IllegalArgumentException if the context's poller cannot watch that
     * @origin GLib g_main_context_add_poll
     */
    public void addPoll(PollRecord record, int priority) {
        requireNonNull(record, "record");
        checkOpen();
        lonePolls.add(this, record, priority);
    }

    /**
     * Takes a poll record of one's own back: the one added first, if it was added more than once. If it was not added,
     * does nothing but wake the context.
     *
     * @param record the record
     * @throws IllegalStateException if the context is closed
     * @origin GLib g_main_context_remove_poll
     */
    public void removePoll(PollRecord record) {
        requireNonNull(record, "record");
        checkOpen();
        lonePolls.remove(record);
        wakeup();
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
        invoke(Priority.DEFAULT, requireNonNull(function, "function"));
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
        invoke(priority, CalledSource.callback(requireNonNull(function, "function"), data, notify));
    }

    private void invoke(int priority, Callback function) {
        checkOpen();
        Source idle = Sources.idle();
        idle.startWith(priority, function);
        if (isOwner()) {
            DirectCall.end(this, idle, DirectCall.run(this, idle));
        } else if (this == threadDefaultOrDefault() && tryAcquire()) {
            Error thrown = DirectCall.run(this, idle);
            release();
            DirectCall.end(this, idle, thrown);
        } else {
            idle.attachNew(this);
        }
    }
}
