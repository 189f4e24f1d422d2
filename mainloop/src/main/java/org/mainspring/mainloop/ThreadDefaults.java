package org.mainspring.mainloop;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The stack of contexts that a thread has made its default.
 *
 * @threads any; tells about the calling one
 */
final class ThreadDefaults {
    private static final ThreadLocal<Deque<LoopContext>> STACK = ThreadLocal.withInitial(ArrayDeque::new);

    private ThreadDefaults() {}

    static void push(LoopContext context) {
        if (!context.tryAcquire()) {
            throw new IllegalStateException("context owned by " + context.lifecycle.ownership.owner());
        }
        STACK.get().push(context);
    }

    static void pop(LoopContext context) {
        Deque<LoopContext> stack = STACK.get();
        if (stack.peek() != context) {
            throw new IllegalStateException("context is not the last that this thread has pushed");
        }
        stack.pop();
        context.release();
    }

    static @Nullable LoopContext top() {
        return STACK.get().peek();
    }
}
