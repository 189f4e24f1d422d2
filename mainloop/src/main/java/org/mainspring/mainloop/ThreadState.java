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

    /** Whose innermost is dispatched now; null if it is {@link #other}. At depth 0, whose was last. */
    @Nullable
    BlockedSources blocked;

    /** What is dispatched now, if it is not blocked by that, or if others have been dispatched within. */
    @Nullable
    SourceNode other;

    private ThreadState() {}

    @Nullable
    SourceNode source() {
        if (depth == 0) {
            return null;
        }
        BlockedSources where = blocked;
        return where == null ? other : where.innermost();
    }

    /** Lets go of where it has dispatched last, if it does not dispatch. */
    void forget() {
        if (depth == 0) {
            blocked = null;
        }
    }

    boolean isOfCurrentThread() {
        return thread == Thread.currentThread();
    }

    static ThreadState current() {
        return CURRENT.get();
    }
}
