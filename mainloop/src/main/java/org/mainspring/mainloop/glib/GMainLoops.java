package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.orDefault;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;

/**
 * GLib's functions of {@code GMainLoop}.
 *
 * @threads any
 */
public abstract class GMainLoops extends GThreadDefaults {
    GMainLoops() {}

    /**
     * A loop.
     *
     * @param context the context; null for that of the process
     * @param is_running what {@link #g_main_loop_is_running} says until it runs
     * @return the loop
     */
    public static MainLoop g_main_loop_new(@Nullable MainContext context, boolean is_running) {
        return new MainLoop(orDefault(context), is_running);
    }

    /**
     * Iterates the context until {@link #g_main_loop_quit} is called.
     *
     * @param loop the loop
     */
    public static void g_main_loop_run(MainLoop loop) {
        if (!isNull(loop, "g_main_loop_run", "loop")) {
            loop.run();
        }
    }

    /**
     * Ends every run of this loop, each after the iteration that it is in.
     *
     * @param loop the loop
     */
    public static void g_main_loop_quit(MainLoop loop) {
        if (!isNull(loop, "g_main_loop_quit", "loop")) {
            loop.quit();
        }
    }

    /**
     * Nothing: no references are counted.
     *
     * @param loop the loop
     * @return the same loop
     */
    public static MainLoop g_main_loop_ref(MainLoop loop) {
        return loop;
    }

    /**
     * Nothing: no references are counted.
     *
     * @param loop the loop
     */
    public static void g_main_loop_unref(MainLoop loop) {}

    /**
     * Whether the loop runs, or waits to.
     *
     * @param loop the loop
     * @return true if so
     */
    public static boolean g_main_loop_is_running(MainLoop loop) {
        return !isNull(loop, "g_main_loop_is_running", "loop") && loop.isRunning();
    }

    /**
     * The context that is iterated.
     *
     * @param loop the loop
     * @return always the same
     */
    public static @Nullable MainContext g_main_loop_get_context(MainLoop loop) {
        return isNull(loop, "g_main_loop_get_context", "loop") ? null : loop.context();
    }

    /**
     * How many dispatches the calling thread is inside of, over all contexts.
     *
     * @return 0 outside of callbacks
     */
    public static int g_main_depth() {
        return MainLoop.depth();
    }

    /**
     * The source whose callback the calling thread is running; the innermost, if loops are nested.
     *
     * @return the source, or null outside of callbacks
     */
    public static @Nullable Source g_main_current_source() {
        return Source.current();
    }
}
