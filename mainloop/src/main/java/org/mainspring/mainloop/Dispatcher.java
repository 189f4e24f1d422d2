package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;

/**
 * The last step of an iteration: runs the batch.
 *
 * @threads owner
 */
final class Dispatcher {
    /** Deeper than a stack is, and few enough for what counts the calls of a source, with some hooks. */
    private static final int MOST_NESTED = SourceNode.QUEUED - 16;

    private final Batch batch;
    private final Schedule schedule;
    private final Lifecycle lifecycle;
    private final Linker linker;
    final BlockedSources blocked;
    private @Nullable ThreadState lastThread;

    /** How many batches are being run, one within the other. */
    private int running;

    Dispatcher(Batch batch, Schedule schedule, Lifecycle lifecycle) {
        this.batch = batch;
        this.schedule = schedule;
        this.lifecycle = lifecycle;
        linker = lifecycle.linker;
        blocked = new BlockedSources(batch);
    }

    /** Whether a batch of this context is being run: a callback, or the notify or finalize hook that comes after it. */
    boolean isDispatching() {
        return running > 0;
    }

    /**
     * Dispatches what the last check has collected. A nested iteration may take the rest of it away (S84).
     *
     * @param lone one that is dispatched without having been collected, though it is the last that has left the batch; or null
     */
    void dispatch(@Nullable SourceNode lone) {
        if (running > 0) {
            nest();
        }
        ThreadState thread = stateOfThread();
        SourceNode outer = thread.source();
        running++;
        try {
            for (SourceNode source = lone == null ? batch.poll() : lone; source != null; source = batch.poll()) {
                dispatch(source, thread, outer);
            }
        } catch (Error error) {
            lifecycle.discard(batch);
            throw error;
        } finally {
            running--;
        }
    }

    private void nest() {
        blocked.keep(); // even if there is nothing to do: who is done with the batch empties it
        if (running == MOST_NESTED) {
            throw new IllegalStateException("iterations nested too deep: " + running);
        }
    }

    /** The calling thread, which has dispatched here, gives up the context. */
    void letGoOfThread() {
        blocked.keep(); // in a callback, if it has released more than it had acquired
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

    /** A nested iteration is about to look: what is blocked must be out of sight. */
    void parkBlocked() {
        blocked.keep();
        for (int i = 0; i < blocked.size(); i++) {
            linker.park(blocked.at(i));
        }
    }

    private void dispatch(SourceNode source, ThreadState thread, @Nullable SourceNode outer) {
        if (source.is(SourceNode.READY)) {
            schedule.clearReady(source);
        }
        Callback callback = claim(source);
        CallbackRecord record = callback instanceof CallbackRecord counted ? counted : null;
        if (callback == null && source.isDestroyed()) {
            lifecycle.end(source);
            return;
        }
        boolean blocks = !source.canRecurse;
        int callAndBlock = blocks ? SourceNode.CALL + SourceNode.BLOCK : SourceNode.CALL;
        source.hold(callAndBlock);
        if (source.hasExtras()) {
            beginOfFew(source, blocks);
        }
        if (blocks) {
            blocked.push();
        }
        Throwable failure = null;
        boolean keep = false;
        try {
            keep = call(source, record == null ? callback : record.begin(source), blocks, thread, outer);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        Error error = record != null && record.release() ? lifecycle.endings.notifyDestroyed(source, record) : null;
        source.release(callAndBlock);
        if (blocks) {
            blocked.pop();
            if (source.is(SourceNode.PARKED) || source.hasExtras()) {
                linker.unblocked(source);
            }
        }
        finish(source, keep, failure, error);
    }

    /** What the dispatch of a source begins with that has what few sources have. */
    private void beginOfFew(SourceNode source, boolean blocks) {
        lifecycle.watches.met(source);
        if (blocks) {
            linker.blockChildren(source, 1);
        }
    }

    private boolean call(
            SourceNode source,
            @Nullable Callback callback,
            boolean blocks,
            ThreadState thread,
            @Nullable SourceNode outer)
            throws Exception {
        if (!blocks) {
            thread.blocked = null;
            thread.other = source;
        } else if (thread.blocked != blocked) {
            thread.blocked = blocked;
        }
        thread.depth++;
        try {
            return source.funcs.dispatch(source, callback);
        } finally { // without a call, for which there may be no room on the stack
            thread.depth--;
            if (outer != null || thread.blocked != blocked) {
                thread.blocked = null;
                thread.other = outer;
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
}
