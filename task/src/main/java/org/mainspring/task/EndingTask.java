package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.time.Nanos;

/**
 * The part of a task that ends: completed, aborted, freed, cancelled, or waited for.
 *
 * @param <S> the type of the object that the task is about
 * @param <R> the type of the result
 * @threads confined to whoever has the task, see {@link TaskHandle}; {@link #free} any
 */
abstract class EndingTask<S extends @Nullable Object, R extends @Nullable Object> extends TaskHandle<S, R>
        implements AutoCloseable {
    private static final VarHandle RUN;

    static {
        try {
            RUN = MethodHandles.lookup().findVarHandle(EndingTask.class, "run", WorkerRun.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private static final Logger LOGGER = System.getLogger("org.mainspring.task");

    private final LeakDetector.@Nullable Watch leakWatch;

    /** The worker that has the task; null before, and when the task is over. */
    private volatile @Nullable WorkerRun run;

    /** Written by whoever has the new task. */
    private @Nullable Runnable afterEnd;

    @SuppressWarnings("this-escape") // the detector keeps no more of it than a phantom reference
    EndingTask(S source) {
        super(source);
        leakWatch = LeakDetector.watch(this, "task about a ", source, " dropped, neither completed nor freed");
    }

    /** Calls the callback. */
    abstract void callCallback() throws Exception;

    /** Lets go of the callback's data; gives what was thrown before, and by that. */
    abstract @Nullable Throwable dropCallbackData(@Nullable Throwable failure);

    /**
     * Says that the operation has ended: calls back, and lets go of everything, before it returns.
     *
     * @throws IllegalStateException if the task is not new: it was completed or freed before, or a worker has it
     * @throws java.util.concurrent.CompletionException if the callback or a destroy notify threw a checked exception,
     *     which is the cause; what else it threw is thrown as it is
     * @origin QEMU qio_task_complete
     */
    public void complete() {
        moveOrThrow(TaskState.NEW, TaskState.COMPLETING);
        Failures.rethrowUnchecked(end(callBack()));
    }

    /**
     * Says that the operation has failed: sets the error, and completes the task. If there was an error already, that
     * one counts, and this one is added to it as suppressed.
     *
     * @param error why
     * @throws IllegalStateException as {@link #complete}; then the task is as it was
     * @throws java.util.concurrent.CompletionException as {@link #complete}
     * @origin QEMU qio_task_abort, of 2015
     */
    public void abort(Throwable error) {
        requireNonNull(error, "error");
        if (state() != TaskState.NEW) {
            throw illegal();
        }
        outcome.markAborted();
        outcome.fail(error);
        complete();
    }

    /**
     * Says that the operation has failed; as {@link #abort(Throwable)} with a {@link QErrorException}.
     *
     * @param error why
     * @throws IllegalStateException as {@link #complete}; then the task is as it was
     * @throws java.util.concurrent.CompletionException as {@link #complete}
     * @origin QEMU qio_task_abort, of 2015
     */
    public void abort(QError error) {
        requireNonNull(error, "error");
        abort(QErrorException.carrying(error));
    }

    /**
     * Gives the task up: the callback does not run. A new task lets go of everything before this returns. If a worker
     * has the task, it is not disturbed; what is to be let go of is let go of when it has returned, on the owner of the
     * context. A worker that has not begun does not begin. On a task that has called back, is calling back or was freed
     * this does nothing.
     *
     * @throws java.util.concurrent.CompletionException if a destroy notify threw a checked exception, which is the cause;
     *     what else it threw is thrown as it is. That comes only from a new task, or if the context is closed and the
     *     worker has not begun
     * @threads any once a worker has the task; before, whoever has it
     * @origin QEMU qio_task_free, of 2026
     */
    public void free() {
        TaskState before = giveUp(false);
        if (before == TaskState.NEW) {
            Failures.rethrowUnchecked(end(null));
        } else if (before != before.givenUp(false)) {
            stop(false);
        }
    }

    /** Moves the task on, if it can be; gives where it was before. */
    private TaskState giveUp(boolean tell) {
        TaskState before;
        TaskState next;
        do { // another thread may move it on meanwhile, or back: an executor that refuses
            before = state();
            next = before.givenUp(tell);
        } while (next != before && !move(before, next));
        return before;
    }

    /** True if the worker was kept from beginning, or told that it is interrupted. */
    private boolean stop(boolean interruptWorker) {
        WorkerRun given = run;
        return given != null && given.stop(interruptWorker); // null if the task has ended meanwhile
    }

    /**
     * Frees the task, for try-with-resources.
     *
     * @throws java.util.concurrent.CompletionException as {@link #free}
     */
    @Override
    public void close() {
        free();
    }

    /**
     * Calls the operation off. What was set by {@link #onCancel} is called, on this thread, and a worker is interrupted
     * if that is asked for. The callback does not run, unless {@link CancelOption#CALL_BACK} is asked for: then it
     * finds a {@link java.util.concurrent.CancellationException} as the error, in which an error of the worker's is
     * suppressed, and the result that the worker has set, if any.
     *
     * <p>A task that no worker has ends before this returns, on this thread. A worker that has not begun does not begin,
     * and one that has is waited for by nobody; but nothing is let go of, and nobody is called back, until it has
     * returned, as it may still use what the task holds, nor until the hook has. What then happens, happens on the
     * context's owner, as always. A hook that waits for its own task gets an {@link IllegalStateException}.
     *
     * <p>While the worker is running, a task that was given up before can be cancelled once more, and what is asked for
     * in addition is done: after {@link #free} the hook is called; a worker that was left alone is interrupted; and a
     * callback that was wanted is taken back, if it is not running. One that was given up does not come back.
     *
     * @param options what else is wanted
     * @return true if something was done; false if not, as the task has called back or is calling back, was given up
     *     and its worker has returned or will not begin, or no less was asked for before
     * @throws java.util.concurrent.CompletionException if the hook threw a checked exception, which is the cause; what
     *     else it threw is thrown as it is, when all else is done. So is what callback and destroy notifies throw, if
     *     they run within: those of a new task, or, the notifies alone, if the context is closed and the worker has not
     *     begun or was outlived by the hook
     * @threads any once a worker has the task; before, whoever has it
     */
    public boolean cancel(CancelOption... options) {
        Set<CancelOption> wanted = Set.copyOf(Arrays.asList(options));
        boolean tell = wanted.contains(CancelOption.CALL_BACK);
        TaskState before = giveUp(tell);
        if (before == TaskState.NEW) {
            Failures.rethrowUnchecked(endCancelled(tell));
            return true;
        } else if (before == TaskState.COMPLETING || before == TaskState.DONE) {
            return false;
        }
        boolean news = cancellation.beginFiring();
        Throwable failure = news ? cancellation.fire() : null;
        boolean stopped = false;
        try {
            stopped = stop(wanted.contains(CancelOption.INTERRUPT));
        } catch (Throwable thrown) {
            failure = Failures.join(failure, thrown);
        }
        Failures.rethrowUnchecked(failure);
        return before != before.givenUp(tell) || news || stopped;
    }

    private @Nullable Throwable endCancelled(boolean tell) {
        Throwable failure = cancellation.beginFiring() ? cancellation.fire() : null;
        if (tell) {
            outcome.cancelled();
            failure = Failures.join(failure, callBack());
        }
        return end(failure);
    }

    // ---- waiting

    /**
     * Waits until the worker has returned, and completes the task: the callback runs, and everything is let go of,
     * before this returns. It jumps the queue: what is ready in the context, however urgent and however long, stays
     * behind it; nothing else of the context runs while this waits. Afterwards nothing of the task is pending there.
     *
     * <p>The caller must own the context, or find it free; it owns the context while the callback runs. An interruption
     * does not end the wait, and is kept. A worker that never returns is waited for, for ever. If another thread frees
     * the task meanwhile, this returns without having called back.
     *
     * @throws IllegalStateException if no worker has the task: it was never handed to one, was completed or freed; if
     *     another thread owns the context, or it is closed; if the caller is the worker,
     *     or the hook of {@link #onCancel}
     * @throws java.util.concurrent.CompletionException as {@link #complete}
     * @threads owner
     * @origin QEMU qio_task_wait_thread
     */
    public void waitThread() {
        await(Nanos.NEVER);
    }

    /**
     * Waits for the worker, as {@link #waitThread()}, but not longer than a given time. If that was too short, the task
     * is as it was. The time is real, whatever the context's clock is: a worker works in real time, also for a context in
     * virtual time.
     *
     * @param limit how long, in real time; zero to look only
     * @return whether the task was completed
     * @throws IllegalArgumentException if the limit is negative
     * @throws IllegalStateException as {@link #waitThread()}
     * @throws java.util.concurrent.CompletionException as {@link #complete}
     * @threads owner
     */
    public boolean waitThread(Duration limit) {
        long limitNanos = Nanos.of(requireNonNull(limit, "limit"));
        if (limitNanos < 0) {
            throw new IllegalArgumentException("limit < 0: " + limit);
        }
        return await(limitNanos);
    }

    private boolean await(long limitNanos) {
        WorkerRun waited = run;
        TaskState seen = state();
        if (waited == null || (seen != TaskState.RUNNING && seen != TaskState.CANCELLED)) {
            throw illegal();
        }
        return waited.await(limitNanos);
    }

    // ---- for the package

    /** A worker has the task from now on. */
    final void handTo(WorkerRun started) {
        if (!RUN.compareAndSet(this, null, started)) {
            throw illegal(); // another thread is handing it over
        }
        if (!move(TaskState.NEW, TaskState.RUNNING)) {
            run = null;
            throw illegal();
        }
    }

    /** What runs, besides what was said before, when the task has let go of everything; it must not throw. */
    final void afterEnd(Runnable next) {
        Runnable before = afterEnd;
        afterEnd = before == null
                ? next
                : () -> {
                    before.run();
                    next.run();
                };
    }

    /** The executor has thrown. True if whoever has started the worker has to get that. */
    final boolean takeBack(WorkerRun refused, Throwable refusal) {
        return takeBack(refused, refusal, LOGGER);
    }

    /** The same. If nobody has to get it, it is logged. */
    final boolean takeBack(WorkerRun refused, Throwable refusal, Logger logger) {
        boolean matters = false;
        try {
            matters = refused.withdraw();
        } finally {
            if (!matters) {
                logger.log(Level.WARNING, "an executor has refused the worker of a task that was given up", refusal);
            }
        }
        if (refused.isWithdrawn()) {
            run = null; // in place of no other worker: while this one was there, none could be set
        }
        return matters;
    }

    /** Calls back; gives what that has thrown. */
    final @Nullable Throwable callBack() {
        hold();
        try {
            callCallback();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        } finally {
            letGo();
            move(TaskState.COMPLETING, TaskState.DONE);
            traceEnd();
        }
    }

    private void traceEnd() {
        TaskTracer tracer = TaskTracing.tracer();
        if (tracer == null) {
            return;
        }
        if (outcome.isAborted()) {
            tracer.aborted(this);
        } else {
            tracer.completed(this);
        }
    }

    /** Lets go of everything but the worker's data, which is gone by now, in the order of QEMU 8.2.7. */
    final @Nullable Throwable end(@Nullable Throwable failure) {
        run = null;
        cancellation.forgetHook();
        Throwable joined = dropCallbackData(failure);
        joined = outcome.end(joined);
        joined = dropSource(joined);
        LeakDetector.unwatch(leakWatch);
        Runnable after = afterEnd;
        if (after != null) {
            afterEnd = null;
            after.run();
        }
        return joined;
    }
}
