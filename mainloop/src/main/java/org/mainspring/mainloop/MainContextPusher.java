package org.mainspring.mainloop;

/**
 * Keeps a context pushed as the default of a thread, from {@link MainContext#pushed} until it is closed.
 *
 * @threads the one that has pushed
 * @origin GLib GMainContextPusher
 */
public final class MainContextPusher implements AutoCloseable {
    private final LoopContext context;
    private boolean closed;

    MainContextPusher(LoopContext context) {
        this.context = context;
        ThreadDefaults.push(context);
    }

    /**
     * Pops the context, and releases it. Idempotent.
     *
     * @throws IllegalStateException if it is not the one that the calling thread has pushed last
     * @origin GLib g_main_context_pusher_free
     */
    @Override
    public void close() {
        if (!closed) {
            ThreadDefaults.pop(context);
            closed = true;
        }
    }
}
