package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNotOwner;
import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.isZero;
import static org.mainspring.mainloop.glib.Critical.noFunction;
import static org.mainspring.mainloop.glib.Critical.orDefault;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.ContextFlag;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainContextPusher;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.time.SystemClock;

/**
 * GLib's functions of {@code GMainContext}. Where one takes a context, null is that of the process.
 *
 * @threads any, where a function does not say "owner"
 */
public abstract class GMainContexts extends GConstants {
    GMainContexts() {}

    // ---- life

    /**
     * A context.
     *
     * @return the context; nobody owns it
     */
    public static MainContext g_main_context_new() {
        return new MainContext();
    }

    /**
     * A context of which something is asked.
     *
     * @param flags 0 or {@link #G_MAIN_CONTEXT_FLAGS_OWNERLESS_POLLING}; other bits have no meaning
     * @return the context; nobody owns it
     */
    public static MainContext g_main_context_new_with_flags(int flags) {
        return (flags & G_MAIN_CONTEXT_FLAGS_OWNERLESS_POLLING) == 0
                ? new MainContext()
                : new MainContext(SystemClock.INSTANCE, ContextFlag.OWNERLESS_POLLING);
    }

    /**
     * Nothing: no references are counted.
     *
     * @param context the context; null for that of the process
     * @return the same context
     */
    public static MainContext g_main_context_ref(MainContext context) {
        return context;
    }

    /**
     * Nothing: no references are counted. Where C drops the last one, write {@link MainContext#close}.
     *
     * @param context the context; null for that of the process
     */
    public static void g_main_context_unref(MainContext context) {}

    /**
     * The context of the process.
     *
     * @return always the same
     */
    public static MainContext g_main_context_default() {
        return MainContext.getDefault();
    }

    // ---- iterating

    /**
     * Runs one iteration.
     *
     * @param context the context; null for that of the process
     * @param may_block whether to wait if nothing is ready
     * @return whether a source was found ready
     */
    public static boolean g_main_context_iteration(@Nullable MainContext context, boolean may_block) {
        return orDefault(context).iteration(may_block);
    }

    /**
     * Whether a source is ready.
     *
     * @param context the context; null for that of the process
     * @return true if an iteration would dispatch something
     */
    public static boolean g_main_context_pending(@Nullable MainContext context) {
        return orDefault(context).pending();
    }

    /**
     * Phase 1, for the owner: asks who is ready.
     *
     * @param context the context; null for that of the process
     * @param priority its first element takes the priority of what is ready; or null
     * @return whether a source is ready already
     */
    public static boolean g_main_context_prepare(@Nullable MainContext context, int @Nullable [] priority) {
        MainContext prepared = orDefault(context);
        if (isNotOwner(prepared, "g_main_context_prepare")) {
            return false;
        }
        boolean ready = prepared.prepare();
        if (priority != null) {
            priority[0] = prepared.readyPriority();
        }
        return ready;
    }

    /**
     * Phase 2, for the owner: lists what is to be polled. The list grows as needed, so it is always complete.
     *
     * @param context the context; null for that of the process
     * @param max_priority channels watched with a less urgent priority are left out
     * @param timeout_ its first element takes how long the poll may take, in milliseconds, -1 for without end; or
     *     null
     * @param fds takes the list
     * @return how many entries it has
     */
    public static int g_main_context_query(
            @Nullable MainContext context, int max_priority, int @Nullable [] timeout_, PollSet fds) {
        MainContext queried = orDefault(context);
        if (isNull(fds, "g_main_context_query", "fds") || isNotOwner(queried, "g_main_context_query")) {
            return 0;
        }
        queried.query(max_priority, fds);
        if (timeout_ != null) {
            timeout_[0] = fds.timeoutMillis();
        }
        return fds.size();
    }

    /**
     * Phase 3, for the owner, by the poller of the context. C's has no context: here the wake-up belongs to one.
     *
     * @param context the context; null for that of the process
     * @param fds what was listed by {@link #g_main_context_query} on this context
     * @param timeout how long to wait, in milliseconds; negative is without end
     * @return how many entries are ready
     */
    public static int g_poll(@Nullable MainContext context, PollSet fds, int timeout) {
        MainContext polled = orDefault(context);
        if (isNull(fds, "g_poll", "fds") || isNotOwner(polled, "g_poll")) {
            return -1;
        }
        fds.setTimeoutMillis(timeout);
        polled.poll(fds);
        return fds.countReady();
    }

    /**
     * Phase 4, for the owner: collects who is ready.
     *
     * @param context the context; null for that of the process
     * @param max_priority as given to {@link #g_main_context_query}
     * @param fds the list, with what was seen filled in
     * @return whether something was collected
     */
    public static boolean g_main_context_check(@Nullable MainContext context, int max_priority, PollSet fds) {
        MainContext checked = orDefault(context);
        return !isNull(fds, "g_main_context_check", "fds")
                && !isNotOwner(checked, "g_main_context_check")
                && checked.check(max_priority, fds);
    }

    /**
     * Phase 5, for the owner: runs what was collected.
     *
     * @param context the context; null for that of the process
     */
    public static void g_main_context_dispatch(@Nullable MainContext context) {
        MainContext dispatched = orDefault(context);
        if (!isNotOwner(dispatched, "g_main_context_dispatch")) {
            dispatched.dispatch();
        }
    }

    /**
     * Makes the poll that is running, or else the next one, return at once.
     *
     * @param context the context; null for that of the process
     */
    public static void g_main_context_wakeup(@Nullable MainContext context) {
        orDefault(context).wakeup();
    }

    // ---- ownership

    /**
     * Becomes the owner, if nobody else is; once more, if it is the caller. Never waits.
     *
     * @param context the context; null for that of the process
     * @return whether the caller owns the context now
     */
    public static boolean g_main_context_acquire(@Nullable MainContext context) {
        return orDefault(context).tryAcquire();
    }

    /**
     * Takes one {@link #g_main_context_acquire} back. Who is not the owner is told so, and nothing happens.
     *
     * @param context the context; null for that of the process
     */
    public static void g_main_context_release(@Nullable MainContext context) {
        MainContext released = orDefault(context);
        if (!isNotOwner(released, "g_main_context_release")) {
            released.release();
        }
    }

    /**
     * Whether the caller owns the context.
     *
     * @param context the context; null for that of the process
     * @return true if so
     */
    public static boolean g_main_context_is_owner(@Nullable MainContext context) {
        return orDefault(context).isOwner();
    }

    // ---- poll function and raw poll records

    /**
     * Replaces what polls.
     *
     * @param context the context; null for that of the process
     * @param func called instead of the poller; null for the poller
     */
    public static void g_main_context_set_poll_func(@Nullable MainContext context, @Nullable PollFunction func) {
        orDefault(context).setPollFunction(func);
    }

    /**
     * What polls.
     *
     * @param context the context; null for that of the process
     * @return the function that was set; if none was, one that has the poller of the context poll
     */
    public static PollFunction g_main_context_get_poll_func(@Nullable MainContext context) {
        return orDefault(context).pollFunction();
    }

    /**
     * Polls a record that belongs to no source: it can only end a poll.
     *
     * @param context the context; null for that of the process
     * @param fd the record
     * @param priority polled by iterations that look as far as this
     */
    public static void g_main_context_add_poll(@Nullable MainContext context, PollRecord fd, int priority) {
        if (!isNull(fd, "g_main_context_add_poll", "fd")) {
            orDefault(context).addPoll(fd, priority);
        }
    }

    /**
     * Ends what {@link #g_main_context_add_poll} began.
     *
     * @param context the context; null for that of the process
     * @param fd the record itself
     */
    public static void g_main_context_remove_poll(@Nullable MainContext context, PollRecord fd) {
        if (!isNull(fd, "g_main_context_remove_poll", "fd")) {
            orDefault(context).removePoll(fd);
        }
    }

    // ---- the default of a thread

    /**
     * Acquires the context and makes it the default of the calling thread.
     *
     * @param context the context; null for that of the process
     */
    public static void g_main_context_push_thread_default(@Nullable MainContext context) {
        push(orDefault(context), "g_main_context_push_thread_default");
    }

    private static boolean push(MainContext context, String function) {
        if (!context.tryAcquire()) {
            Critical.report(context, Diagnostic.ACQUIRE_FAILED, function, "another thread owns the context");
            return false;
        }
        context.pushThreadDefault();
        context.release();
        return true;
    }

    /**
     * Takes {@link #g_main_context_push_thread_default} back.
     *
     * @param context the context; null for that of the process
     */
    public static void g_main_context_pop_thread_default(@Nullable MainContext context) {
        MainContext popped = orDefault(context);
        try {
            popped.popThreadDefault();
        } catch (IllegalStateException notOnTop) {
            Critical.report(
                    popped, Diagnostic.NOT_PUSHED, "g_main_context_pop_thread_default", "context was not pushed last");
        }
    }

    /**
     * The context that the calling thread has made its default.
     *
     * @return the one pushed last; null if there is none, or it is that of the process
     */
    public static @Nullable MainContext g_main_context_get_thread_default() {
        return MainContext.threadDefault();
    }

    /**
     * The context that the calling thread has made its default, or else that of the process.
     *
     * @return never null
     */
    public static MainContext g_main_context_ref_thread_default() {
        return MainContext.threadDefaultOrDefault();
    }

    /**
     * Does {@link #g_main_context_push_thread_default}, for try-with-resources.
     *
     * @param context the context; null for that of the process
     * @return takes it back when it is closed; null if another thread owns the context
     */
    public static @Nullable MainContextPusher g_main_context_pusher_new(@Nullable MainContext context) {
        MainContext pushed = orDefault(context);
        MainContextPusher pusher = null;
        if (pushed.tryAcquire()) {
            pusher = pushed.pushed();
            pushed.release();
        } else {
            Critical.report(
                    pushed, Diagnostic.ACQUIRE_FAILED, "g_main_context_pusher_new", "another thread owns the context");
        }
        return pusher;
    }

    /**
     * Takes {@link #g_main_context_pusher_new} back.
     *
     * @param pusher what it returned
     */
    public static void g_main_context_pusher_free(MainContextPusher pusher) {
        if (!isNull(pusher, "g_main_context_pusher_free", "pusher")) {
            pusher.close();
        }
    }

    // ---- look-ups

    /**
     * The source with an id.
     *
     * @param context the context; null for that of the process
     * @param source_id the id, unsigned
     * @return the source; null if nobody has the id, or it is destroyed
     */
    public static @Nullable Source g_main_context_find_source_by_id(@Nullable MainContext context, int source_id) {
        MainContext searched = orDefault(context);
        return isZero(source_id, searched, "g_main_context_find_source_by_id") ? null : searched.findById(source_id);
    }

    /**
     * The first source in dispatch order whose callback was set with an object.
     *
     * @param context the context; null for that of the process
     * @param user_data the object itself
     * @return the source, or null
     */
    public static @Nullable Source g_main_context_find_source_by_user_data(
            @Nullable MainContext context, @Nullable Object user_data) {
        return orDefault(context).findByData(user_data);
    }

    /**
     * The first source in dispatch order of a kind whose callback was set with an object.
     *
     * @param context the context; null for that of the process
     * @param funcs the kind
     * @param user_data the object itself
     * @return the source, or null
     */
    public static @Nullable Source g_main_context_find_source_by_funcs_user_data(
            @Nullable MainContext context, GVtable funcs, @Nullable Object user_data) {
        return isNull(funcs, "g_main_context_find_source_by_funcs_user_data", "funcs")
                ? null
                : orDefault(context).findFirst(funcs::isOf, user_data);
    }

    // ---- invoke

    /**
     * Runs a function so that the context is owned by the thread that runs it.
     *
     * @param <T> the type of the data
     * @param context the context; null for that of the process
     * @param function called until it returns {@link #G_SOURCE_REMOVE}
     * @param data handed to every call
     */
    public static <T extends @Nullable Object> void g_main_context_invoke(
            @Nullable MainContext context, SourceFunc<? super T> function, T data) {
        if (!noFunction(function, context, "g_main_context_invoke")) {
            orDefault(context).invoke(Priority.DEFAULT, function, data, null);
        }
    }

    /**
     * Runs a function as {@link #g_main_context_invoke} does.
     *
     * @param <T> the type of the data
     * @param context the context; null for that of the process
     * @param priority the priority of the idle, if there has to be one
     * @param function called until it returns {@link #G_SOURCE_REMOVE}
     * @param data handed to every call
     * @param notify told once, after the last call; or null
     */
    public static <T extends @Nullable Object> void g_main_context_invoke_full(
            @Nullable MainContext context,
            int priority,
            SourceFunc<? super T> function,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        if (!noFunction(function, context, "g_main_context_invoke_full")) {
            orDefault(context).invoke(priority, function, data, notify);
        }
    }
}
