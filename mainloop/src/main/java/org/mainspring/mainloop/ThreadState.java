package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;

/**
 * What a thread is dispatching, over all contexts.
 *
 * @origin GLib g_main_depth, g_main_current_source
 */
final class ThreadState {
    private static final ThreadLocal<ThreadState> CURRENT = ThreadLocal.withInitial(ThreadState::new);

    private final Thread thread = Thread.currentThread();

    int depth;

    @Nullable
    SourceNode source;

    private ThreadState() {}

    boolean isOfCurrentThread() {
        return thread == Thread.currentThread();
    }

    static ThreadState current() {
        return CURRENT.get();
    }
}
