package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Priority;

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

    // The types of callback and worker name the task and the task names them: a cycle, which may not leave this file.
    private static final VarHandle RUN;

    static {
        try {
            RUN = MethodHandles.lookup().findVarHandle(IOTask.class, "run", IOTask.WorkerRun.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final DataCallback<S, R, @Nullable Object> callback;
    private final @Nullable Object data;
    private final @Nullable DestroyNotify<@Nullable Object> notify;
    private volatile @Nullable WorkerRun run;

    private IOTask(
            S source,
            DataCallback<S, R, @Nullable Object> callback,
            @Nullable Object data,
            @Nullable DestroyNotify<@Nullable Object> notify) {
        super(source);
        this.callback = callback;
        this.data = data;
        this.notify = notify;
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
        return new IOTask<>(source, (task, ignored) -> callback.completed(task), null, null);
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
        return new IOTask<>(
                source, (DataCallback<S, R, @Nullable Object>) callback, data, (DestroyNotify<@Nullable Object>)
                        notify);
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
     * @param worker does the work
     * @param context where the callback runs
     * @throws IllegalStateException if the task is not new, or the context is closed
     * @origin QEMU qio_task_run_in_thread
     */
    public void runInThread(Worker<S, R> worker, MainContext context) {
        runInThread(worker, context, Priority.DEFAULT_IDLE, WorkerThreads.EXECUTOR);
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
    @SuppressWarnings("unchecked") // worker and notify are only ever given the data that came with them
    public <T extends @Nullable Object> void runInThread(
            DataWorker<S, R, ? super T> worker,
            T workerData,
            @Nullable DestroyNotify<? super T> workerNotify,
            MainContext context) {
        requireNonNull(worker, "worker");
        start(
                context,
                Priority.DEFAULT_IDLE,
                WorkerThreads.EXECUTOR,
                (DataWorker<S, R, @Nullable Object>) worker,
                workerData,
                (DestroyNotify<@Nullable Object>) workerNotify);
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
        WorkerRun started = new WorkerRun(Completions.of(context, priority), worker, workerData, workerNotify);
        if (!RUN.compareAndSet(this, null, started)) {
            throw illegal(); // another thread is handing it over
        }
        if (!move(TaskState.NEW, TaskState.RUNNING)) {
            run = null;
            throw illegal();
        }
        try {
            executor.execute(started);
        } catch (Throwable refused) {
            started.withdraw();
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
        outcome.fail(error);
        complete();
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
        } else if (move(TaskState.RUNNING, TaskState.ABANDONED)) {
            requireNonNull(run).abandon();
        }
    }

    /** Frees the task, for try-with-resources. */
    @Override
    public void close() {
        free();
    }

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
        }
    }

    /** Lets go of everything, in the order of QEMU 8.2.7. */
    private @Nullable Throwable end(@Nullable Throwable failure) {
        Throwable joined = failure;
        WorkerRun over = run;
        if (over != null) {
            joined = Failures.joinNotify(joined, over.notify, over.data);
            run = null;
        }
        joined = Failures.joinNotify(joined, notify, data);
        joined = outcome.end(joined);
        dropSource();
        return joined;
    }

    /** A task in the hands of a worker, and then its completion on the way to the context. */
    private final class WorkerRun implements Runnable, Completion {
        /** Whoever sets it decides whether the worker is called: the executor's thread, or one that calls it off. */
        private final AtomicBoolean claimed = new AtomicBoolean();

        private final CompletionQueue queue;
        private final DataWorker<S, R, @Nullable Object> worker;
        private final @Nullable Object data;
        private final @Nullable DestroyNotify<@Nullable Object> notify;

        WorkerRun(
                CompletionQueue queue,
                DataWorker<S, R, @Nullable Object> worker,
                @Nullable Object data,
                @Nullable DestroyNotify<@Nullable Object> notify) {
            this.queue = queue;
            this.worker = worker;
            this.data = data;
            this.notify = notify;
        }

        private boolean claim() {
            return claimed.compareAndSet(false, true);
        }

        @Override
        public void run() {
            if (!claim()) {
                return;
            }
            Throwable failure = work();
            try {
                queue.post(this);
            } catch (Throwable thrown) {
                failure = Failures.join(failure, thrown);
            }
            Failures.rethrowUnchecked(failure);
        }

        @SuppressWarnings("NullAway") // on 17 it does not see that the type of the data allows null
        private @Nullable Error work() {
            hold();
            try {
                worker.run(IOTask.this, data);
                return null;
            } catch (Throwable thrown) {
                outcome.fail(thrown);
                return thrown instanceof Error error ? error : null;
            } finally {
                letGo();
            }
        }

        /** The executor has thrown: unless it has run this all the same, the task is new again. */
        void withdraw() {
            if (claim()) {
                if (move(TaskState.RUNNING, TaskState.NEW)) {
                    run = null;
                } else {
                    queue.post(this); // freed meanwhile by another thread, which has left the rest to us
                }
            }
        }

        /** The task was freed: a worker that has begun will post this, one that has not will not begin. */
        void abandon() {
            if (claim()) {
                queue.post(this);
            }
        }

        @Override
        public void deliver() throws Exception {
            Throwable failure = null;
            if (move(TaskState.RUNNING, TaskState.COMPLETING)) {
                failure = call();
            } else {
                move(TaskState.ABANDONED, TaskState.DONE);
            }
            Failures.rethrow(end(failure));
        }

        @Override
        public void discard() {
            if (!move(TaskState.RUNNING, TaskState.DONE)) {
                move(TaskState.ABANDONED, TaskState.DONE);
            }
            Failures.rethrowUnchecked(end(null));
        }
    }
}
