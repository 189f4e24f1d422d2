package org.mainspring.mainloop.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.Nanos;

/**
 * A task that a context runs once or periodically, and the kind of its own source: ready when the task's time has come,
 * destroyed as soon as the task is done for, whoever is the cause.
 *
 * @threads any; runs on the context's owner
 */
class ScheduledTask<V extends @Nullable Object> extends FutureTask<V>
        implements RunnableScheduledFuture<V>, FinalizeHook {
    private static final String NAME = "executor-task";

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private final MainContext context;
    private final Roster<ScheduledTask<?>> roster;
    private final long sequence = SEQUENCE.getAndIncrement();

    /** Positive: from start to start. Negative: from end to start. 0: once. */
    private final long periodNanos;

    private final @Nullable Consumer<? super ScheduledTask<V>> whenDone;
    private final Source source = new Source(this);
    private final AtomicInteger ownerWaits = new AtomicInteger();
    private volatile long momentNanos;
    private volatile boolean interrupting;

    ScheduledTask(
            MainContext context,
            Roster<ScheduledTask<?>> roster,
            Callable<V> body,
            long periodNanos,
            @Nullable Consumer<? super ScheduledTask<V>> whenDone) {
        super(body);
        this.context = context;
        this.roster = roster;
        this.periodNanos = periodNanos;
        this.whenDone = whenDone;
    }

    /**
     * Has the context run it from a moment on.
     *
     * @throws IllegalStateException if the context is closed, or the task was cancelled or drained before
     */
    void attach(int priority, long momentNanos) {
        this.momentNanos = momentNanos;
        source.setName(NAME);
        source.setPriority(priority);
        source.setReadyTimeNanos(momentNanos);
        source.attach(context);
    }

    /** Ends its source, and leaves the task as it is. */
    void detach() {
        source.destroy();
    }

    // ---- its runs

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        assert context.isOwner();
        if (!roster.begin(this)) {
            return Source.REMOVE;
        }
        boolean interruptedBefore = Thread.currentThread().isInterrupted();
        boolean again;
        try {
            again = runOnce() && waitAgain();
        } finally {
            if (!interruptedBefore) {
                takeInterruptBack();
            }
            roster.end();
        }
        return again;
    }

    /** Returns whether it is to run again. */
    private boolean runOnce() {
        if (isPeriodic()) {
            return runAndReset();
        }
        run();
        return false;
    }

    private boolean waitAgain() {
        momentNanos = periodNanos > 0
                ? Nanos.after(momentNanos, periodNanos)
                : Nanos.after(context.clock().nanos(), -periodNanos);
        source.setReadyTimeNanos(momentNanos);
        if (!roster.rejoin(this)) {
            cancel(false); // shut down meanwhile
            return false;
        }
        return true; // if it was cancelled before it was there to be withdrawn, then finalizeSource withdraws it
    }

    /** The interruption by which this run was cancelled is not for whoever runs next. */
    @SuppressWarnings("ResultOfMethodCallIgnored") // asked for its effect
    private void takeInterruptBack() {
        if (interrupting && isCancelled()) {
            Thread.interrupted();
        }
    }

    // ---- its end

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (mayInterruptIfRunning && !isDone()) {
            interrupting = true;
        }
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    protected void done() {
        roster.withdraw(this);
        source.destroy(); // wakes an owner that waits for the roster to be empty, so this comes second
        if (ownerWaits.get() > 0) {
            context.wakeup();
        }
        if (whenDone != null) {
            whenDone.accept(this);
        }
    }

    /**
     * If the task waits still, its source was destroyed by somebody else, by the context that was closed most likely; or by
     * {@link #done} between a run and {@link #waitAgain}. That is no race: while a source is dispatched, nobody finalizes it.
     */
    @Override
    public void finalizeSource(SourceHandle self) {
        if (roster.withdraw(this)) {
            cancel(false);
        }
    }

    // ---- its future

    @Override
    public V get() throws InterruptedException, ExecutionException {
        if (isWaitedForByOwner()) {
            iterate(Nanos.NEVER);
        }
        return super.get();
    }

    @Override
    public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        requireNonNull(unit, "unit");
        if (isWaitedForByOwner()) {
            if (!iterate(unit.toNanos(timeout))) {
                throw new TimeoutException();
            }
            return super.get();
        }
        return super.get(timeout, unit);
    }

    private boolean isWaitedForByOwner() {
        return !isDone() && context.isOwner();
    }

    /** Counted before the task is looked at, so that whoever ends it later sees that he must wake. */
    private boolean iterate(long timeoutNanos) throws InterruptedException {
        ownerWaits.incrementAndGet();
        try {
            return OwnerWait.until(context, this::isDone, timeoutNanos);
        } finally {
            ownerWaits.decrementAndGet();
        }
    }

    @Override
    public boolean isPeriodic() {
        return periodNanos != 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        requireNonNull(unit, "unit");
        long nowNanos = context.clock().nanos();
        long untilNanos = momentNanos;
        long delayNanos =
                untilNanos >= nowNanos ? Nanos.between(nowNanos, untilNanos) : -Nanos.between(untilNanos, nowNanos);
        return unit.convert(delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        if (other instanceof ScheduledTask<?> task && task.context == context) {
            int byMoment = Long.compare(momentNanos, task.momentNanos);
            return byMoment != 0 ? byMoment : Long.compare(sequence, task.sequence);
        }
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
