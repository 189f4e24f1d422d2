package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.concurrent.Mailbox;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.Nanos;

/**
 * An operation that ends once, by a result or an error, and then calls back.
 *
 * <p>Whoever makes a task has two ways to end it. One is to do the work in callbacks of a main context, and then call
 * {@link #complete}: the callback runs before that returns. The other is {@link #runInThread}: a worker does
 * the work, on another thread, and when it has returned, the callback runs on the owner of a main context, as an idle
 * would: when nothing more urgent is ready there. Completions of one context and priority arrive in the order in which
 * the workers returned. If the context is never iterated, the callback never runs.
 *
 * <p>A task whose operation is given up is freed instead, by {@link #free}; its callback does not run. Closing the
 * context frees the tasks whose completions have not arrived: those that are there already on the thread that closes
 * it, others on their worker's thread when it has returned.
 *
 * <p>When the callback is over, the task lets go of everything, on the same thread, with no lock held, in this order:
 * the worker's data, the context, the callback's data, the result, an error that nobody has fetched, the source.
 * Every destroy notify runs, even if the callback or another has thrown. What was thrown first is then thrown on, with
 * the others suppressed in it: by {@link #complete} to its caller, and to the context's exception handler otherwise,
 * as coming from a source named {@code io-task-completions}, of which a new one then takes the place.
 *
 * @param <S> the type of the object that the task is about
 * @param <R> the type of the result
 * @threads confined to whoever has the task, see {@link TaskHandle}; {@link #free} any
 * @origin QEMU QIOTask
 */
public final class IOTask<S extends @Nullable Object, R extends @Nullable Object> extends TaskHandle<S, R>
        implements AutoCloseable {
    /**
     * What is told of the end of an operation.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @threads the one that completes the task; owner after {@link IOTask#runInThread}
     */
    @FunctionalInterface
    public interface Callback<S extends @Nullable Object, R extends @Nullable Object> {
        /**
         * Called once.
         *
         * @param task the task, with its error or its result
         * @throws Exception whatever it likes
         */
        void completed(IOTask<S, R> task) throws Exception;
    }

    /**
     * What is told of the end of an operation, and is handed an object.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param <T> the type of the object that is handed over
     * @threads the one that completes the task; owner after {@link IOTask#runInThread}
     * @origin QEMU QIOTaskFunc
     */
    @FunctionalInterface
    public interface DataCallback<S extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object> {
        /**
         * Called once.
         *
         * @param task the task, with its error or its result
         * @param data the object that the task was made with
         * @throws Exception whatever it likes
         */
        void completed(IOTask<S, R> task, T data) throws Exception;
    }

    /**
     * What does the work on another thread.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @threads one of the executor's
     */
    @FunctionalInterface
    public interface Worker<S extends @Nullable Object, R extends @Nullable Object> {
        /**
         * Called once. It says how the work has ended by setting a result or an error in the task. What it throws is
         * the task's error; if that is an {@link Error}, it is thrown on to the thread as well.
         *
         * @param task the task
         * @throws Exception if the operation has failed
         */
        void run(IOTask<S, R> task) throws Exception;
    }

    /**
     * What does the work on another thread, and is handed an object.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param <T> the type of the object that is handed over
     * @threads one of the executor's
     * @origin QEMU QIOTaskWorker
     */
    @FunctionalInterface
    public interface DataWorker<S extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object> {
        /**
         * Called once; as {@link Worker#run}.
         *
         * @param task the task
         * @param data the object that came with the worker
         * @throws Exception if the operation has failed
         */
        void run(IOTask<S, R> task, T data) throws Exception;
    }

    /*
     * This file is long because it is the door: four forms of callback and worker, five of runInThread, six ends, and
     * their javadoc. The types of callback and worker name the task and the task names them: a cycle, which may not
     * leave the file. What is behind the door is in TaskHandle, WorkerRun and Completions.
     */
    private static final VarHandle RUN;

    static {
        try {
            RUN = MethodHandles.lookup().findVarHandle(IOTask.class, "run", IOTask.Run.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final DataCallback<S, R, @Nullable Object> callback;
    private final @Nullable Object data;
    private final @Nullable DestroyNotify<@Nullable Object> notify;
    private final LeakDetector.@Nullable Watch leakWatch;
    private volatile @Nullable Run run;

    private IOTask(
            S source,
            DataCallback<S, R, @Nullable Object> callback,
            @Nullable Object data,
            @Nullable DestroyNotify<@Nullable Object> notify) {
        super(source);
        this.callback = callback;
        this.data = data;
        this.notify = notify;
        leakWatch = LeakDetector.isOn() ? LeakDetector.watch(this, leakOf(source)) : null;
    }

    private static String leakOf(@Nullable Object source) {
        String about = source == null ? "null" : source.getClass().getName();
        return "task about a " + about + " dropped, neither completed nor freed";
    }

    /**
     * A task that calls back without an object.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param source the object that the task is about, or null
     * @param callback called when the operation has ended
     * @return the task
     * @origin QEMU qio_task_new
     */
    public static <S extends @Nullable Object, R extends @Nullable Object> IOTask<S, R> of(
            S source, Callback<S, R> callback) {
        requireNonNull(callback, "callback");
        return new IOTask<S, R>(source, (task, ignored) -> callback.completed(task), null, null).traced(callback);
    }

    /**
     * A task that calls back with an object.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param <T> the type of the object that is handed to the callback
     * @param source the object that the task is about, or null
     * @param callback called when the operation has ended
     * @param data handed to the callback
     * @param notify told once, when the callback is over or the task is freed; or null
     * @return the task
     * @origin QEMU qio_task_new
     */
    @SuppressWarnings("unchecked") // callback and notify are only ever given the data that came with them
    public static <S extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object> IOTask<S, R> of(
            S source, DataCallback<S, R, ? super T> callback, T data, @Nullable DestroyNotify<? super T> notify) {
        requireNonNull(callback, "callback");
        return new IOTask<S, R>(
                        source, (DataCallback<S, R, @Nullable Object>) callback, data, (DestroyNotify<@Nullable Object>)
                                notify)
                .traced(callback);
    }

    private IOTask<S, R> traced(Object traced) {
        if (TaskTracing.isOn()) {
            TaskTracing.tell(tracer -> tracer.created(this, source(), traced, data));
        }
        return this;
    }

    // ---- work on another thread

    /**
     * Hands the task to a worker; as {@link #runInThread(Worker, MainContext)}, with the context of the process, not
     * the one that the calling thread has made its default.
     *
     * @param worker does the work
     * @throws IllegalStateException if the task is not new
     * @origin QEMU qio_task_run_in_thread without a context
     */
    public void runInThread(Worker<S, R> worker) {
        runInThread(worker, MainContext.getDefault());
    }

    /**
     * Hands the task to a worker, which starts at once, on a daemon thread. When it has returned, the callback runs on
     * the owner of the context, at {@link Priority#DEFAULT_IDLE}: anything more urgent that is ready there comes first,
     * and can keep it waiting for ever.
     *
     * <p>What the caller has done happens before the worker is called, if the executor keeps the promise of all
     * executors; and whatever the worker does, to the task or to anything else, happens before the callback.
     *
     * @param worker does the work
     * @param context where the callback runs
     * @throws IllegalStateException if the task is not new, or the context is closed
     * @origin QEMU qio_task_run_in_thread
     */
    public void runInThread(Worker<S, R> worker, MainContext context) {
        runInThread(worker, context, Priority.DEFAULT_IDLE, TaskWorkers.executor());
    }

    /**
     * Hands the task to a worker; as {@link #runInThread(Worker, MainContext)}, with a choice of priority and threads.
     *
     * <p>If the executor throws, the task is what it was before, nothing is let go of, and this method throws the same.
     *
     * @param worker does the work
     * @param context where the callback runs
     * @param priority the priority of the callback there
     * @param executor runs the worker
     * @throws IllegalStateException if the task is not new, or the context is closed
     * @throws java.util.concurrent.RejectedExecutionException if the executor does
     */
    public void runInThread(Worker<S, R> worker, MainContext context, int priority, Executor executor) {
        requireNonNull(worker, "worker");
        start(context, priority, executor, (task, ignored) -> worker.run(task), null, null);
    }

    /**
     * Hands the task to a worker; as {@link #runInThread(Worker, MainContext)}, with an object for the worker.
     *
     * @param <T> the type of the object that is handed to the worker
     * @param worker does the work
     * @param workerData handed to the worker
     * @param workerNotify told once, on the context's owner, when the callback is over; or null
     * @param context where the callback runs
     * @throws IllegalStateException if the task is not new, or the context is closed
     * @origin QEMU qio_task_run_in_thread
     */
    public <T extends @Nullable Object> void runInThread(
            DataWorker<S, R, ? super T> worker,
            T workerData,
            @Nullable DestroyNotify<? super T> workerNotify,
            MainContext context) {
        runInThread(worker, workerData, workerNotify, context, Priority.DEFAULT_IDLE, TaskWorkers.executor());
    }

    /**
     * Hands the task to a worker, with an object for the worker, and a choice of priority and threads.
     *
     * @param <T> the type of the object that is handed to the worker
     * @param worker does the work
     * @param workerData handed to the worker
     * @param workerNotify told once, on the context's owner, when the callback is over; or null
     * @param context where the callback runs
     * @param priority the priority of the callback there
     * @param executor runs the worker
     * @throws IllegalStateException if the task is not new, or the context is closed
     * @throws java.util.concurrent.RejectedExecutionException if the executor does
     */
    @SuppressWarnings("unchecked") // worker and notify are only ever given the data that came with them
    public <T extends @Nullable Object> void runInThread(
            DataWorker<S, R, ? super T> worker,
            T workerData,
            @Nullable DestroyNotify<? super T> workerNotify,
            MainContext context,
            int priority,
            Executor executor) {
        requireNonNull(worker, "worker");
        start(context, priority, executor, (DataWorker<S, R, @Nullable Object>) worker, workerData, (DestroyNotify<
                        @Nullable Object>)
                workerNotify);
    }

    private void start(
            MainContext context,
            int priority,
            Executor executor,
            DataWorker<S, R, @Nullable Object> worker,
            @Nullable Object workerData,
            @Nullable DestroyNotify<@Nullable Object> workerNotify) {
        requireNonNull(context, "context");
        requireNonNull(executor, "executor");
        if (state() != TaskState.NEW) {
            throw illegal();
        }
        if (context.isClosed()) {
            throw new IllegalStateException("context is closed");
        }
        Run started = new Run(Completions.of(context, priority), worker, workerData, workerNotify);
        if (!RUN.compareAndSet(this, null, started)) {
            throw illegal(); // another thread is handing it over
        }
        if (!move(TaskState.NEW, TaskState.RUNNING)) {
            run = null;
            throw illegal();
        }
        if (TaskTracing.isOn()) {
            TaskTracing.tell(tracer -> tracer.threadStart(this, worker, workerData));
        }
        try {
            executor.execute(started);
        } catch (Throwable refused) {
            if (started.withdraw()) {
                run = null;
            }
            throw refused;
        }
    }

    // ---- the end

    /**
     * Says that the operation has ended: calls back, and lets go of everything, before it returns.
     *
     * @throws IllegalStateException if the task is not new: it was completed or freed before, or a worker has it
     * @throws java.util.concurrent.CompletionException if the callback threw a checked exception, which is the cause;
     *     what else it threw is thrown as it is
     * @origin QEMU qio_task_complete
     */
    public void complete() {
        moveOrThrow(TaskState.NEW, TaskState.COMPLETING);
        Failures.rethrowUnchecked(end(call()));
    }

    /**
     * Says that the operation has failed: sets the error, and completes the task. If there was an error already, that
     * one counts, and this one is added to it as suppressed.
     *
     * @param error why
     * @throws IllegalStateException as {@link #complete}
     * @origin QEMU qio_task_abort, of 2015
     */
    public void abort(Throwable error) {
        requireNonNull(error, "error");
        if (state() != TaskState.NEW) {
            throw illegal();
        }
        markAborted();
        outcome.fail(error);
        complete();
    }

    /**
     * Says that the operation has failed; as {@link #abort(Throwable)} with a {@link QErrorException}.
     *
     * @param error why
     * @throws IllegalStateException as {@link #complete}
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
     * @threads any once a worker has the task; before, whoever has it
     * @origin QEMU qio_task_free, of 2026
     */
    public void free() {
        if (move(TaskState.NEW, TaskState.DONE)) {
            Failures.rethrowUnchecked(end(null));
        } else if (abandon()) {
            requireNonNull(run).stop(false);
        }
    }

    private boolean abandon() {
        return move(TaskState.RUNNING, TaskState.ABANDONED) || move(TaskState.CANCELLED, TaskState.ABANDONED);
    }

    /** Frees the task, for try-with-resources. */
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
     * <p>A task that was cancelled with {@link CancelOption#CALL_BACK} can be cancelled once more without: that takes
     * the callback back, if it is not running, and returns true.
     *
     * @param options what else is wanted
     * @return true if the operation was called off; false if nothing was done, as the task has called back, is calling
     *     back, or was freed before, or cancelled with no less than now
     * @throws java.util.concurrent.CompletionException if the hook threw a checked exception, which is the cause; what
     *     else it threw is thrown as it is, when all else is done
     * @threads any once a worker has the task; before, whoever has it
     */
    public boolean cancel(CancelOption... options) {
        Set<CancelOption> wanted = Set.copyOf(Arrays.asList(options));
        boolean tell = wanted.contains(CancelOption.CALL_BACK);
        if (move(TaskState.NEW, tell ? TaskState.COMPLETING : TaskState.DONE)) {
            Failures.rethrowUnchecked(endCancelled(tell));
            return true;
        }
        if (!(tell ? move(TaskState.RUNNING, TaskState.CANCELLED) : abandon())) {
            return false;
        }
        Throwable failure = fireCancelHook();
        try {
            requireNonNull(run).stop(wanted.contains(CancelOption.INTERRUPT));
        } catch (Throwable thrown) {
            failure = Failures.join(failure, thrown);
        }
        Failures.rethrowUnchecked(failure);
        return true;
    }

    private @Nullable Throwable endCancelled(boolean tell) {
        Throwable failure = fireCancelHook();
        if (tell) {
            outcome.cancelled();
            failure = Failures.join(failure, call());
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
     * is as it was.
     *
     * @param limit how long; zero to look only
     * @return whether the task was completed
     * @throws IllegalArgumentException if the limit is negative
     * @throws IllegalStateException as {@link #waitThread()}
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
        Run waited = run;
        TaskState seen = state();
        if (waited == null || (seen != TaskState.RUNNING && seen != TaskState.CANCELLED)) {
            throw illegal();
        }
        return waited.await(limitNanos);
    }

    // ---- inside

    @SuppressWarnings("NullAway") // on 17 it does not see that the type of the data allows null
    private @Nullable Throwable call() {
        hold();
        try {
            callback.completed(this, data);
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
        if (TaskTracing.isOn()) {
            TaskTracing.tell(isAborted() ? tracer -> tracer.aborted(this) : tracer -> tracer.completed(this));
        }
    }

    /** Lets go of everything, in the order of QEMU 8.2.7. */
    private @Nullable Throwable end(@Nullable Throwable failure) {
        Run over = run;
        Throwable joined = over == null ? failure : over.dropData(failure);
        joined = Failures.joinNotify(joined, notify, data);
        joined = outcome.end(joined);
        joined = dropSource(joined);
        LeakDetector.unwatch(leakWatch);
        return joined;
    }

    /** A worker that has the task. */
    private final class Run extends WorkerRun {
        private final DataWorker<S, R, @Nullable Object> worker;
        private final @Nullable DestroyNotify<@Nullable Object> notify;
        private @Nullable Object data;

        Run(
                Mailbox<Completion> mailbox,
                DataWorker<S, R, @Nullable Object> worker,
                @Nullable Object data,
                @Nullable DestroyNotify<@Nullable Object> notify) {
            super(IOTask.this, mailbox);
            this.worker = worker;
            this.data = data;
            this.notify = notify;
        }

        @Override
        @SuppressWarnings("NullAway") // on 17 it does not see that the type of the data allows null
        void work() throws Exception {
            worker.run(IOTask.this, data);
        }

        @Override
        @Nullable
        Throwable callBack() {
            return call();
        }

        @Override
        @Nullable
        Throwable letGo(@Nullable Throwable failure) {
            return end(failure);
        }

        @Nullable
        Throwable dropData(@Nullable Throwable failure) {
            Object dropped = data;
            data = null;
            return Failures.joinNotify(failure, notify, dropped);
        }
    }
}
