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

    /** What is dispatched now; at depth 0, what was last. */
    @Nullable
    SourceNode last;

    private ThreadState() {}

    @Nullable
    SourceNode source() {
        return depth == 0 ? null : last;
    }

    /** Lets go of what was dispatched last, if nothing is. */
    void forget() {
        if (depth == 0) {
            last = null;
        }
    }

    boolean isOfCurrentThread() {
        return thread == Thread.currentThread();
    }

    static ThreadState current() {
        return CURRENT.get();
    }
}
