package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.orDefault;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainContextPusher;
import org.mainspring.mainloop.source.Diagnostic;

/**
 * GLib's functions for the context that is the default of a thread. Where one takes a context, null is that of the
 * process.
 *
 * @threads any; each is about the calling thread
 */
public abstract class GThreadDefaults extends GPhases {
    GThreadDefaults() {}

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
}
