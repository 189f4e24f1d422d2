package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.DestroyNotify;

/**
 * The task as its first header had it, in 2015: a callback that is handed the source and the error, and a worker that
 * returns a number. The tasks are ordinary ones; the rest of that header is {@link IOTask#complete},
 * {@link IOTask#abort} and {@link IOTask#source}.
 *
 * @threads any
 * @origin QEMU 2.6 include/io/task.h
 */
public final class OriginalApi {
    private static final Logger LOGGER = System.getLogger("org.mainspring.task");

    private OriginalApi() {}

    /**
     * What is told of the end of an operation.
     *
     * @param <S> the type of the object that the task is about
     * @param <T> the type of the object that is handed over
     * @threads the one that completes the task; owner if a worker had it
     * @origin QEMU QIOTaskFunc, of 2015
     */
    @FunctionalInterface
    public interface Callback<S extends @Nullable Object, T extends @Nullable Object> {
        /**
         * Called once.
         *
         * @param source the object that the task is about
         * @param error why the operation has failed, the first reason if there were several; null if it has not
         * @param data the object that the task was made with
         * @throws Exception whatever it likes
         */
        void completed(S source, @Nullable QError error, T data) throws Exception;
    }

    /**
     * What does the work on another thread.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param <T> the type of the object that is handed over
     * @threads one of the executor's
     * @origin QEMU QIOTaskWorker, of 2015
     */
    @FunctionalInterface
    public interface Worker<S extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object> {
        /**
         * Called once.
         *
         * @param task the task
         * @param error takes the reason of a failure
         * @param data the object that came with the worker
         * @return 0 if the operation has succeeded; see {@link OriginalApi#worker}
         * @throws Exception if the operation has failed; taken as the task's error
         */
        int run(IOTask<S, R> task, ErrorSink error, T data) throws Exception;
    }

    /**
     * A task that calls back with its source and its error.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result, of which the first header knows nothing
     * @param <T> the type of the object that is handed to the callback
     * @param source the object that the task is about, or null
     * @param callback called when the operation has ended
     * @param data handed to the callback
     * @param notify told once, when the callback is over or the task is freed; or null
     * @return the task
     * @origin QEMU qio_task_new, of 2015
     */
    public static <S extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object>
            IOTask<S, R> create(
                    S source,
                    Callback<? super S, ? super T> callback,
                    T data,
                    @Nullable DestroyNotify<? super T> notify) {
        requireNonNull(callback, "callback");
        return IOTask.<S, R, T>of(
                source, (task, handed) -> callback.completed(task.source(), errorOf(task), handed), data, notify);
    }

    private static @Nullable QError errorOf(IOTask<?, ?> task) {
        Throwable error = task.propagateError();
        return error == null ? null : QErrorException.toError(error);
    }

    /**
     * The object that a task is about, with one reference more if it counts them; the caller has to release it.
     *
     * @param <S> the type of the object
     * @param task the task
     * @return what the task was made with
     * @throws IllegalStateException if the task has ended
     * @origin QEMU qio_task_get_source, of 2015
     */
    public static <S extends @Nullable Object> S retainSource(IOTask<S, ?> task) {
        S source = task.source();
        if (source instanceof RefCounted counted) {
            counted.retain();
        }
        return source;
    }

    /**
     * Hands a task to a worker that returns a number; else as {@link IOTask#runInThread(IOTask.DataWorker, Object,
     * DestroyNotify, MainContext)} with the context of the process, the only one that the first header knows.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param <T> the type of the object that is handed to the worker
     * @param task the task
     * @param worker does the work
     * @param workerData handed to the worker
     * @param workerNotify told once, on the context's owner, when the callback is over or the task given up; or null
     * @throws IllegalStateException if the task is not new
     * @origin QEMU qio_task_run_in_thread, of 2015
     */
    public static <S extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object> void runInThread(
            IOTask<S, R> task,
            Worker<S, R, ? super T> worker,
            T workerData,
            @Nullable DestroyNotify<? super T> workerNotify) {
        task.runInThread(worker(worker), workerData, workerNotify, MainContext.getDefault());
    }

    /**
     * A worker that returns a number, as {@link IOTask} takes one. What it returns decides about the slot: if it is 0,
     * the operation has succeeded, and errors in the slot are dropped; if not, it has failed, and they are the task's,
     * the later ones as suppressed in the first. An error that the worker has set in the task itself, which the first
     * header had no call for, counts whatever it returns, and before one in the slot. If it throws, it has failed as well,
     * and what it has thrown comes after the errors in the slot. If it has failed and there is no error at all, one is
     * made. The first header made one for a negative number only; a positive one looked like success.
     *
     * @param <S> the type of the object that the task is about
     * @param <R> the type of the result
     * @param <T> the type of the object that is handed to the worker
     * @param worker does the work
     * @return the same worker, in the other form
     */
    public static <S extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object>
            IOTask.DataWorker<S, R, T> worker(Worker<S, R, ? super T> worker) {
        requireNonNull(worker, "worker");
        return (task, data) -> {
            ErrorSink sink = new ErrorSink();
            int returned;
            try {
                returned = worker.run(task, sink, data);
            } catch (Throwable thrown) {
                task.outcome.markAborted();
                if (!carriesAll(thrown, sink)) {
                    takeErrors(task, sink);
                }
                throw thrown;
            }
            if (returned != 0) {
                task.outcome.markAborted();
                takeErrors(task, sink);
                failIfNoneIsSet(task, returned);
            } else if (sink.error() != null) {
                LOGGER.log(Level.DEBUG, "a worker has set an error and returned 0: dropped: {0}", sink.error());
            }
        };
    }

    /** It is what the slot's throwIfSet has thrown, or as good. */
    private static boolean carriesAll(Throwable thrown, ErrorSink sink) {
        return thrown instanceof QErrorException carrier
                && carrier.error() == sink.error()
                && thrown.getSuppressed().length >= sink.suppressed().size();
    }

    private static void takeErrors(IOTask<?, ?> task, ErrorSink sink) {
        task.setError(sink.error());
        sink.suppressed().forEach(task::setError);
    }

    private static void failIfNoneIsSet(IOTask<?, ?> task, int returned) {
        if (!task.outcome.isFailed()) {
            task.setError(new WorkerFailedException(returned));
        }
    }
}
