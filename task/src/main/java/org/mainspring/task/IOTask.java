package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.concurrent.Mailbox;
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
 * it. A worker that is running is not disturbed; its task is freed when it has returned, on its thread, or on another
 * that sends a completion to the same context at the same time.
 *
 * <p>When the callback is over, the task lets go of everything, on the same thread, with no lock held, in this order:
 * the worker's data, the context, the callback's data, the result, an error that nobody has fetched, the source.
 * A task that somebody keeps after that keeps none of these, nor callback, worker and hook.
 * Every destroy notify runs, even if the callback or another has thrown. What was thrown first is then thrown on, with
 * the others suppressed in it. Who gets it:
 *
 * <ul>
 *   <li>the caller of {@link #complete}, {@link #abort}, {@link #free} or {@link #cancel}, if the task ends within, and of
 *       {@link #waitThread}: a checked exception, and what is neither exception nor error, as the cause of a
 *       {@link java.util.concurrent.CompletionException};
 *   <li>the context's exception handler, if the completion arrives on the context or is there when that is closed: as
 *       coming from a source named {@code io-task-completions}, of which a new one then takes the place. What is neither
 *       exception nor error is the cause of a {@code CompletionException}; an {@link Error} is thrown out of the iteration;
 *   <li>after the context was closed, whoever sends the completion: the executor's thread when the worker has returned, or
 *       the caller of {@link #free} or {@link #cancel} that keeps a worker from beginning, or whose hook outlives it, or of
 *       {@code runInThread}, if the executor refuses a task that was given up.
 * </ul>
 *
 * @param <S> the type of the object that the task is about
 * @param <R> the type of the result
 * @threads confined to whoever has the task, see {@link TaskHandle}; {@link #free} any
 * @origin QEMU QIOTask
 */
public final class IOTask<S extends @Nullable Object, R extends @Nullable Object> extends EndingTask<S, R> {
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
     * This file is long because it is the door: four forms of callback and worker, five of runInThread, and their
     * javadoc. The types of callback and worker name the task and the task names them: a cycle, which may not leave
     * the file. How a task ends is in EndingTask.
     */
    private @Nullable DataCallback<S, R, @Nullable Object> callback; // null, as the next two, when the task is over
    private @Nullable Object data;
    private @Nullable DestroyNotify<@Nullable Object> notify;

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
        TaskTracer tracer = TaskTracing.tracer();
        if (tracer != null) {
            tracer.created(this, source(), traced, data);
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
     * @throws java.util.concurrent.RejectedExecutionException if the executor of {@link TaskWorkers} refuses, and the task
     *     was not given up before
     * @origin QEMU qio_task_run_in_thread without a context
     */
    public void runInThread(Worker<S, R> worker) {
        runInThread(worker, MainContext.getDefault());
    }

    /**
     * Hands the task to a worker, which starts at once, on a daemon thread of the system's; on a virtual one only if
     * {@link TaskWorkers#setExecutor} says so, whatever the release of Java. When it has returned, the callback runs on the
     * owner of the context, at {@link Priority#DEFAULT_IDLE}: anything more urgent that is ready there comes first, and can
     * keep it waiting for ever.
     *
     * <p>What the caller has done happens before the worker is called, if the executor keeps the promise of all
     * executors; and whatever the worker does, to the task or to anything else, happens before the callback.
     *
     * @param worker does the work
     * @param context where the callback runs
     * @throws IllegalStateException if the task is not new, or the context is closed
     * @throws java.util.concurrent.RejectedExecutionException if the executor of {@link TaskWorkers} refuses, and the task
     *     was not given up before
     * @origin QEMU qio_task_run_in_thread
     */
    public void runInThread(Worker<S, R> worker, MainContext context) {
        runInThread(worker, context, Priority.DEFAULT_IDLE, TaskWorkers.executor());
    }

    /**
     * Hands the task to a worker; as {@link #runInThread(Worker, MainContext)}, with a choice of priority and threads.
     *
     * <p>If the executor throws, the task is new again, nothing is let go of, what was given for the worker is the caller's,
     * and this method throws the same. It does so too if the executor has called the worker all the same, or will; then the
     * task goes its way. But if somebody has freed or cancelled the task before, within the executor or on another thread,
     * then the worker was called off anyway: this method returns, what the executor has thrown is logged as a warning, and
     * all is let go of as after any cancelling.
     *
     * @param worker does the work
     * @param context where the callback runs
     * @param priority the priority of the callback there
     * @param executor runs the worker
     * @throws IllegalStateException if the task is not new, or the context is closed
     * @throws java.util.concurrent.RejectedExecutionException if the executor refuses, and the task was not given up before
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
     * @param workerNotify told once, on the context's owner, when the callback is over or the task given up; or null
     * @param context where the callback runs
     * @throws IllegalStateException if the task is not new, or the context is closed
     * @throws java.util.concurrent.RejectedExecutionException if the executor of {@link TaskWorkers} refuses, and the task
     *     was not given up before
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
     * Hands the task to a worker, with an object for the worker, and a choice of priority and threads; as
     * {@link #runInThread(Worker, MainContext, int, Executor)} where the executor throws.
     *
     * @param <T> the type of the object that is handed to the worker
     * @param worker does the work
     * @param workerData handed to the worker
     * @param workerNotify told once, on the context's owner, when the callback is over or the task given up; or null
     * @param context where the callback runs
     * @param priority the priority of the callback there
     * @param executor runs the worker
     * @throws IllegalStateException if the task is not new, or the context is closed
     * @throws java.util.concurrent.RejectedExecutionException if the executor refuses, and the task was not given up before
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
        handTo(started);
        TaskTracer tracer = TaskTracing.tracer();
        if (tracer != null) {
            tracer.threadStart(this, worker, workerData);
        }
        try {
            executor.execute(started);
        } catch (Throwable refusal) {
            if (takeBack(started, refusal)) {
                throw refusal;
            }
        }
    }

    // ---- inside

    @Override
    @SuppressWarnings("NullAway") // on 17 it does not see that the type of the data allows null
    void callCallback() throws Exception {
        requireNonNull(callback).completed(this, data);
    }

    @Override
    @Nullable
    Throwable dropCallbackData(@Nullable Throwable failure) {
        DestroyNotify<@Nullable Object> told = notify;
        Object dropped = data;
        callback = null;
        notify = null;
        data = null;
        return Failures.joinNotify(failure, told, dropped);
    }

    /** A worker that has the task. */
    private final class Run extends WorkerRun {
        private @Nullable DataWorker<S, R, @Nullable Object> worker; // null, as the next two, when the task is over
        private @Nullable DestroyNotify<@Nullable Object> notify;
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
            requireNonNull(worker).run(IOTask.this, data);
        }

        @Override
        @Nullable
        Throwable callBack() {
            return IOTask.this.callBack();
        }

        @Override
        @Nullable
        Throwable letGo(@Nullable Throwable failure) {
            return end(dropData(failure));
        }

        private @Nullable Throwable dropData(@Nullable Throwable failure) {
            DestroyNotify<@Nullable Object> told = notify;
            Object dropped = data;
            worker = null;
            notify = null;
            data = null;
            return Failures.joinNotify(failure, told, dropped);
        }
    }
}
