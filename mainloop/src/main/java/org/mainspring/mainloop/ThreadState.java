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

    private int depth;
    private @Nullable SourceNode source; // what is dispatched now; at depth 0, what was last

    private ThreadState() {}

    int depth() {
        return depth;
    }

    @Nullable
    SourceNode source() {
        return depth == 0 ? null : source;
    }

    /** A dispatch begins; returns what {@link #leave} is to be given at its end. A source that was the last is not stored again. */
    @Nullable
    SourceNode enter(SourceNode entered) {
        SourceNode outer = source;
        if (outer != entered) {
            source = entered;
        }
        depth++;
        return outer;
    }

    void leave(@Nullable SourceNode outer) {
        depth--;
        if (depth > 0) {
            source = outer;
        }
    }

    /** Whether what was dispatched last is known still; for tests. */
    boolean keepsLast() {
        return source != null;
    }

    /** Lets go of what was dispatched last, if nothing is. */
    void forget() {
        if (depth == 0) {
            source = null;
        }
    }

    boolean isOfCurrentThread() {
        return thread == Thread.currentThread();
    }

    static ThreadState current() {
        return CURRENT.get();
    }
}
