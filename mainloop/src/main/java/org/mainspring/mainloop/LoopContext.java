package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.DiagnosticHandler;
import org.mainspring.mainloop.source.ExceptionHandler;
import org.mainspring.mainloop.time.Clock;

/**
 * What iterates: the part of a {@link MainContext} that sources are attached to and threads take turns to run.
 *
 * <p>One thread at a time owns a context, and only the owner iterates it; everybody may attach, change and destroy
 * sources. No lock is held while code of the user runs.
 *
 * @threads any, where a method does not say "owner"
 * @origin GLib GMainContext
 */
public abstract class LoopContext implements AutoCloseable {
    private final Clock clock;
    private final boolean wakeOnEveryAttach;
    final Poller poller;
    final LoopTime time;
    final Reports reports = new Reports();
    final Lifecycle lifecycle;
    final Iteration iteration;
    final Spinning spinning;
    final Polling polling;
    private final PollFunction pollerAsFunction = this::pollAsFunction;
    final Dispatcher dispatcher;
    final Watches watches;
    final Batch batch = new Batch();
    private final Looks looks = new Looks();

    /** Apart from the context, whose fields posters read: so that the owner's iterations do not take them from their caches. */
    private static final class Looks {
        int running; // how many iterations are on their way to dispatch; confined to the owner
    }

    LoopContext(Clock clock, PollerProvider pollerProvider, int firstId, Set<ContextFlag> flags) {
        this.clock = clock;
        wakeOnEveryAttach = flags.contains(ContextFlag.OWNERLESS_POLLING);
        poller = pollerProvider.open(clock);
        time = new LoopTime(clock);
        Schedule schedule = new Schedule();
        watches = new Watches(poller, reports, schedule);
        lifecycle = new Lifecycle(new Registry(firstId), reports, schedule, watches, poller);
        PollMode mode = new PollMode(schedule, time, lifecycle);
        spinning = new Spinning(clock, watches, lifecycle.wakeWord, mode);
        polling = new Polling(schedule, watches, lifecycle.wakeWord, reports, spinning, mode);
        iteration = new Iteration(schedule, watches, polling, lifecycle, time, batch);
        dispatcher = new Dispatcher(batch, schedule, lifecycle);
    }

    /**
     * The clock that this context's time comes from.
     *
     * @return the clock it was made with
     */
    public final Clock clock() {
        return clock;
    }

    // ---- ownership

    /**
     * Becomes the owner, if nobody else is. Whoever is the owner already comes in once more. Never waits.
     *
     * <p>A thread that dies as owner owns nothing any longer.
     *
     * @return whether the caller owns the context now; if so it must {@link #release} it
     * @throws IllegalStateException if the context is closed
     * @origin GLib g_main_context_acquire
     */
    public final boolean tryAcquire() {
        if (!lifecycle.ownership.tryAcquire()) {
            checkOpen();
            return false;
        }
        leaveIfClosed();
        return true;
    }

    /** Asked by an owner who has just come: from now on nobody else closes the context. */
    private void leaveIfClosed() {
        if (lifecycle.isClosed()) {
            release();
            checkOpen();
        }
    }

    /**
     * Takes one {@link #tryAcquire} back; after the last, wakes the thread that has waited longest for the context.
     *
     * @throws IllegalStateException if the caller is not the owner
     * @threads owner
     * @origin GLib g_main_context_release
     */
    public final void release() {
        if (lifecycle.ownership.releaseInner()) {
            return;
        }
        if (isOwner()) {
            dispatcher.letGoOfThread();
            if (!iteration.mayFindAgain()) {
                batch.forget();
            }
        }
        lifecycle.releaseLast();
    }

    /**
     * Whether the caller owns the context.
     *
     * @return true if so
     * @origin GLib g_main_context_is_owner
     */
    public final boolean isOwner() {
        return lifecycle.ownership.isHeldByCurrentThread();
    }

    // ---- iterating

    /**
     * Runs one iteration: prepare, query, poll, check, dispatch.
     *
     * <p>If another thread owns the context, waits until it hands it over and tries once, or, if the iteration may not
     * block, does nothing. From within a prepare or check hook of this context, or an IOPoll, it does nothing, and warns.
     *
     * <p>A thread that is interrupted ends its poll early, once; the interruption is kept for the callbacks.
     *
     * @param mayBlock whether to wait if nothing is ready
     * @return whether a source was found ready; false as well if a wake-up ended the poll
     * @throws IllegalStateException if the context is closed
     * @throws java.io.UncheckedIOException if the poller fails
     * @origin GLib g_main_context_iteration
     */
    public final boolean iteration(boolean mayBlock) {
        if (!tryAcquire() && !(mayBlock && awaitHandOver())) {
            return false;
        }
        try {
            return iterate(mayBlock);
        } finally {
            release();
        }
    }

    /** Waits until the owner hands the context over, who may have closed it. */
    private boolean awaitHandOver() {
        boolean acquired = lifecycle.ownership.awaitHandOver(() -> true);
        if (acquired) {
            leaveIfClosed();
        }
        return acquired;
    }

    /** One iteration by the owner of an open context. */
    final boolean iterate(boolean mayBlock) {
        SourceNode again = iteration.takeAgain();
        if (again == null && !look(mayBlock)) {
            return false;
        }
        dispatch(again);
        return true;
    }

    /** Dispatches one that need not be collected; or what was collected, for null. */
    final void dispatch(@Nullable SourceNode lone) {
        try {
            dispatcher.dispatch(lone);
        } finally {
            if (!iteration.mayFindAgain()) {
                batch.forget();
            }
        }
    }

    private boolean look(boolean mayBlock) {
        if (iteration.collectAgain()) {
            return true;
        }
        if (iteration.refuseRecursion("iteration")) {
            return false;
        }
        dispatcher.parkBlocked();
        looks.running++;
        try {
            if (iteration.prepareAndCollect()) {
                return true;
            }
            iteration.query();
            return iteration.pollAndCheck(mayBlock);
        } finally {
            looks.running--;
        }
    }

    /**
     * Whether a source is ready. What was found ready stays so, and is dispatched by a later iteration even if its
     * cause has gone. From within a callback it ends the batch of the running iteration; the rest of the batch stays
     * ready.
     *
     * @return true if an iteration would dispatch something; false as well if another thread owns the context
     * @throws IllegalStateException if the context is closed
     * @origin GLib g_main_context_pending
     */
    public final boolean pending() {
        if (!tryAcquire()) {
            return false;
        }
        try {
            boolean inHook = iteration.isWalking(); // then nothing is done, and the batch is not ours to end
            boolean found = look(false);
            lifecycle.schedule.keepReady(batch);
            if (dispatcher.isDispatching() && !inHook) {
                lifecycle.discard(batch);
            }
            return found;
        } finally {
            release();
        }
    }

    /**
     * Makes the poll that is running, or else the next one, return at once.
     *
     * @origin GLib g_main_context_wakeup
     */
    public final void wakeup() {
        lifecycle.wakeup();
    }

    // ---- what polls

    /**
     * Replaces what the iterations of this context poll with. The phases, which poll on their own, are not affected.
     *
     * @param function called for each poll; null for the context's own poller again
     * @origin GLib g_main_context_set_poll_func
     */
    public final void setPollFunction(@Nullable PollFunction function) {
        polling.setFunction(function == pollerAsFunction ? null : function);
    }

    /**
     * What the iterations of this context poll with, so that another function can hand its calls on to it.
     *
     * @return the function that was set; or else one that lets the context's own poller poll, which only the context's
     *     owner may call
     * @origin GLib g_main_context_get_poll_func
     */
    public final PollFunction pollFunction() {
        PollFunction function = polling.function();
        return function == null ? pollerAsFunction : function;
    }

    private int pollAsFunction(PollSet set, int timeoutMillis) {
        requireNonNull(set, "set");
        checkOwner();
        set.setTimeoutMillis(timeoutMillis);
        polling.poll(set);
        return set.countReady();
    }

    // ---- faults

    /**
     * Sets who is told of exceptions from callbacks, hooks and notifies of this context's sources.
     *
     * @param handler told from now on; the one at the start logs at ERROR
     */
    public final void setExceptionHandler(ExceptionHandler handler) {
        reports.setExceptionHandler(requireNonNull(handler, "handler"));
    }

    /**
     * Warns, through the diagnostic handler: for layers above, whose callers look for warnings there.
     *
     * @param code what is wrong
     * @param message what is wrong, for people
     */
    public final void report(Diagnostic code, String message) {
        reports.warn(requireNonNull(code, "code"), requireNonNull(message, "message"));
    }

    /**
     * Sets who is told of what the library warns about.
     *
     * @param handler told from now on; the one at the start logs a warning
     */
    public final void setDiagnosticHandler(DiagnosticHandler handler) {
        reports.setDiagnosticHandler(requireNonNull(handler, "handler"));
    }

    // ---- the end

    /**
     * Whether {@link #close} was called.
     *
     * @return true if so
     */
    public final boolean isClosed() {
        return lifecycle.isClosed();
    }

    /**
     * Destroys the sources that are left, the last in dispatch order first: first all their destroy notifies, then
     * all their finalize hooks. Gives back what the poller holds. Idempotent.
     *
     * @throws IllegalStateException if another thread owns the context, or this one is within an iteration of it
     * @origin GLib g_main_context_unref, the last one
     */
    @Override
    public void close() {
        if (lifecycle.isClosed()) {
            return;
        }
        if (!lifecycle.ownership.tryAcquire()) {
            throw new IllegalStateException("context owned by " + lifecycle.ownership.owner());
        }
        try {
            if (lifecycle.isClosed()) {
                return; // by another, since we have looked
            }
            if (dispatcher.isDispatching() || looks.running > 0 || iteration.isWalking()) {
                throw new IllegalStateException("context closed from within an iteration of its own");
            }
            lifecycle.discard(batch);
            batch.forget();
            new Closing(lifecycle, poller).run();
        } finally {
            release();
        }
    }

    // ---- for the package

    /** A source that is enrolled. If the context has been closed since it was asked, the source ends here. */
    final void attach(SourceNode source) {
        lifecycle.attach(source, mustWake());
    }

    /** The same for a source that was made and enrolled just now. */
    final void attachNew(SourceNode source) {
        if (mustWake() || !lifecycle.linkIfPlain(source)) {
            attach(source);
        }
    }

    private boolean mustWake() {
        return wakeOnEveryAttach || (polling.isAsking() && isOwner());
    }

    /** Whether a hook of this context is running on this thread: prepare, check, or what looks while it spins. */
    final boolean isInHook() {
        return isOwner() && iteration.isWalking();
    }

    /** Which one, for people. */
    final String hook() {
        return iteration.hook();
    }

    final void checkOpen() {
        if (lifecycle.isClosed()) {
            throw new IllegalStateException("context is closed");
        }
    }

    final void checkOwner() {
        checkOpen();
        if (!isOwner()) {
            throw new IllegalStateException(
                    "called by " + Thread.currentThread() + ", owned by " + lifecycle.ownership.owner());
        }
    }
}
