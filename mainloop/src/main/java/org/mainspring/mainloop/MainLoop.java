package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import org.mainspring.mainloop.source.Diagnostic;

/**
 * Iterates a context until somebody says "quit".
 *
 * <p>Loops may be nested, and several may run on one context: whichever iterates runs all its sources.
 *
 * @threads any
 * @origin GLib GMainLoop
 */
public final class MainLoop {
    private final MainContext context;
    private volatile boolean running;

    /**
     * A loop that does not run yet.
     *
     * @param context the context to iterate
     * @origin GLib g_main_loop_new
     */
    public MainLoop(MainContext context) {
        this(context, false);
    }

    /**
     * A loop that does not run yet.
     *
     * @param context the context to iterate
     * @param running what {@link #isRunning} says until it runs
     * @origin GLib g_main_loop_new
     */
    public MainLoop(MainContext context, boolean running) {
        this.context = requireNonNull(context, "context");
        this.running = running;
    }

    /**
     * How many dispatches the calling thread is inside of, over all contexts.
     *
     * @return 0 outside of callbacks
     * @threads any; tells about the calling one
     * @origin GLib g_main_depth
     */
    public static int depth() {
        return ThreadState.current().depth;
    }

    /**
     * The context that is iterated.
     *
     * @return always the same
     * @origin GLib g_main_loop_get_context
     */
    public MainContext context() {
        return context;
    }

    /**
     * Iterates the context until {@link #quit} is called; waits first if another thread owns it. A quit before this
     * call counts for nothing; one while it waits ends it without an iteration.
     *
     * <p>From within a prepare or check hook of the context, or an IOPoll, it returns at once, and warns. An error from a callback
     * ends it. Whatever it throws ends the other runs of this loop too, each after the iteration that it is in.
     *
     * @throws IllegalStateException if the context is closed; or if a callback has released it more often than acquired, when the
     *     iteration that it ran in is over
     * @throws java.io.UncheckedIOException if the poller fails
     * @origin GLib g_main_loop_run
     */
    public void run() {
        context.checkOpen();
        if (context.isInHook()) {
            context.reports.warn(Diagnostic.RUN_IN_HOOK, "run from within " + context.hook() + ": nothing done");
            return;
        }
        running = true;
        boolean acquired = false;
        boolean failed = true;
        try {
            acquired = acquire();
            if (acquired) {
                context.checkOpen();
                while (running) {
                    context.checkOwner(); // a callback may have released it
                    context.iterate(true);
                }
            }
            failed = false;
        } finally {
            if (failed) {
                running = false; // else it was quit, and what is there now may be of a run that has begun since
            }
            if (acquired && (!failed || context.isOwner())) { // else a callback has released it, and that was thrown
                context.release();
            }
        }
    }

    private boolean acquire() {
        boolean acquired = context.tryAcquire();
        while (!acquired && running) {
            acquired = context.lifecycle.ownership.awaitHandOver(() -> running);
        }
        return acquired;
    }

    /**
     * Ends every {@link #run} of this loop, each after the iteration that it is in; what that iteration has still to
     * dispatch is dispatched.
     *
     * @origin GLib g_main_loop_quit
     */
    public void quit() {
        running = false;
        context.wakeup();
        context.lifecycle.ownership.nudge();
    }

    /**
     * Whether the loop runs, or waits to.
     *
     * @return false before the first {@link #run} and after {@link #quit}
     * @origin GLib g_main_loop_is_running
     */
    public boolean isRunning() {
        return running;
    }
}
