package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNotOwner;
import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.isZero;
import static org.mainspring.mainloop.glib.Critical.noFunction;
import static org.mainspring.mainloop.glib.Critical.orDefault;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.ContextFlag;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.time.SystemClock;

/**
 * GLib's functions of {@code GMainContext}: its life, iterations, who owns it, and what goes to it. Where one takes a
 * context, null is that of the process.
 *
 * @threads any
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
