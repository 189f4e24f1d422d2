package org.mainspring.mainloop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;

/**
 * The last step of an iteration: runs the batch.
 *
 * @threads owner
 */
final class Dispatcher {
    /** Deeper than a stack is, and few enough for what counts the calls of a source. */
    private static final int MOST_NESTED = 1 << 15;

    private final Batch batch;
    private final Schedule schedule;
    private final Lifecycle lifecycle;
    private final Linker linker;

    /*
     * The sources that are being dispatched and blocked by it, outermost first; but the innermost only when an iteration
     * within it is about to look. Until then it is the one that has left the batch last.
     */
    @Nullable
    SourceNode[] blocked = new SourceNode[4];

    int blockedCount;
    private boolean blocking; // the innermost, which is not among them

    private @Nullable ThreadState lastThread;

    /** How many batches are being run, one within the other. */
    private int running;

    Dispatcher(Batch batch, Schedule schedule, Lifecycle lifecycle) {
        this.batch = batch;
        this.schedule = schedule;
        this.lifecycle = lifecycle;
        linker = lifecycle.linker;
    }

    /** Whether a batch of this context is being run: a callback, or the notify or finalize hook that comes after it. */
    boolean isDispatching() {
        return running > 0;
    }

    /** Dispatches what the last check has collected. A nested iteration may take the rest of it away (S84). */
    void dispatch() {
        if (batch.isEmpty()) {
            return;
        }
        if (running == MOST_NESTED) {
            throw new IllegalStateException("iterations nested too deep: " + running);
        }
        keepBlocked();
        ThreadState thread = stateOfThread();
        running++;
        try {
            for (SourceNode source = batch.poll(); source != null; source = batch.poll()) {
                dispatch(source, thread);
            }
        } catch (Error error) {
            lifecycle.discard(batch);
            throw error;
        } finally {
            running--;
        }
    }

    /** Lets go of what the calling thread, which has dispatched here, has dispatched last. */
    void forgetLast() {
        if (lastThread != null && lastThread.isOfCurrentThread()) {
            lastThread.forget();
        }
    }

    /** The state of the thread that owns the context, which is mostly the one that did before. */
    private ThreadState stateOfThread() {
        ThreadState before = lastThread;
        if (before != null && before.isOfCurrentThread()) {
            return before;
        }
        ThreadState now = ThreadState.current();
        lastThread = now;
        return now;
    }

    /** Whether the innermost source that is being dispatched is blocked by it, and {@link #keepBlocked} has not been called. */
    boolean isBlocking() {
        return blocking;
    }

    /** The batch is about to change: who is blocked must be known without it. */
    void keepBlocked() {
        if (blocking) {
            blocking = false;
            if (blockedCount == blocked.length) {
                blocked = Arrays.copyOf(blocked, blockedCount * 2);
            }
            blocked[blockedCount++] = batch.last();
        }
    }

    /** A nested iteration is about to look: what is blocked must be out of sight. */
    void parkBlocked() {
        keepBlocked();
        for (int i = 0; i < blockedCount; i++) {
            SourceNode source = blocked[i];
            if (source != null) {
                linker.park(source);
            }
        }
    }

    private void dispatch(SourceNode source, ThreadState thread) {
        source.unmark(SourceNode.QUEUED);
        if (source.is(SourceNode.READY)) {
            schedule.clearReady(source);
        }
        lifecycle.watches.met(source);
        Callback callback = claim(source);
        CallbackRecord record = callback instanceof CallbackRecord counted ? counted : null;
        if (callback == null && source.isDestroyed()) {
            lifecycle.end(source);
            return;
        }
        boolean blocks = !source.canRecurse;
        source.calls++;
        if (blocks) {
            block(source);
        }
        Throwable failure = null;
        boolean keep = false;
        try {
            keep = call(source, record == null ? callback : record.begin(source), thread);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        Error error = record != null && record.release() ? lifecycle.endings.notifyDestroyed(source, record) : null;
        source.calls--;
        if (blocks) {
            unblock(source);
        }
        finish(source, keep, failure, error);
    }

    private boolean call(SourceNode source, @Nullable Callback callback, ThreadState thread) throws Exception {
        SourceNode outer = thread.last;
        if (outer != source) {
            thread.last = source;
        }
        thread.depth++;
        try {
            return source.funcs.dispatch(source, callback);
        } finally { // without a call, for which there may be no room on the stack
            thread.depth--;
            if (thread.depth > 0) {
                thread.last = outer;
            }
        }
    }

    private void finish(SourceNode source, boolean keep, @Nullable Throwable failure, @Nullable Error notifyError) {
        Error error = notifyError;
        RuntimeException pollerFailure = null;
        try {
            if (!keep) {
                lifecycle.destroy(source);
            }
            if (source.isDestroyed()) {
                lifecycle.end(source);
            }
        } catch (Error fromEnding) {
            error = Endings.first(error, fromEnding);
        } catch (RuntimeException fromPoller) {
            pollerFailure = fromPoller; // what the callback has thrown must be reported all the same
        }
        if (failure != null) {
            error = Endings.first(lifecycle.reports.report(source, failure), error);
        }
        Endings.rethrow(error);
        if (pollerFailure != null) {
            throw pollerFailure;
        }
    }

    /** The callback of this moment, which cannot be let go of until it is released; null if there is none. */
    private static @Nullable Callback claim(SourceNode source) {
        while (!source.isDestroyed()) {
            Callback callback = source.callback();
            if (!(callback instanceof CallbackRecord record) || record.claim()) {
                return callback;
            }
        }
        return null;
    }

    private void block(SourceNode source) {
        linker.block(source, 1);
        blocking = true;
    }

    private void unblock(SourceNode source) {
        if (blocking) {
            blocking = false;
        } else {
            blocked[--blockedCount] = null;
        }
        linker.unblock(source);
    }
}
