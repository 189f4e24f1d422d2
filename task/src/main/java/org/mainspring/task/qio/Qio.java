package org.mainspring.task.qio;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.task.ErrorSink;
import org.mainspring.task.IOTask;
import org.mainspring.task.OriginalApi;
import org.mainspring.task.QError;
import org.mainspring.task.RefCounted;

/**
 * The functions of QEMU's {@code io/task.h}, those of all years: what a call means is decided by the callback and the
 * worker, whose forms differ in the number of parameters. To be imported statically.
 *
 * <p>What is a use after free or a failed assertion in C throws an {@link IllegalStateException}.
 *
 * @threads as the methods of {@link IOTask} that each stands for
 * @origin QEMU include/io/task.h
 */
public final class Qio {
    private Qio() {}

    // ---- making

    /**
     * Makes a task; {@link IOTask#of(Object, IOTask.DataCallback, Object, DestroyNotify)}.
     *
     * @param <S> the type of the object that the task is about
     * @param <T> the type of the object that is handed to the callback
     * @param source the object that the task is about, or null; retained until the end if it counts references
     * @param func called when the operation has ended
     * @param opaque handed to the callback
     * @param destroy told once, when the callback is over or the task is freed; or null
     * @return the task
     * @origin QEMU qio_task_new
     */
    public static <S extends @Nullable Object, T extends @Nullable Object> QIOTask<S> qio_task_new(
            S source, QIOTaskFunc<S, ? super T> func, T opaque, @Nullable DestroyNotify<? super T> destroy) {
        requireNonNull(func, "func");
        QIOTask<S> made = new QIOTask<>();
        made.set(IOTask.of(source, (task, data) -> func.completed(made, data), opaque, destroy));
        return made;
    }

    /**
     * Makes a task with a callback of 2015; {@link OriginalApi#create}.
     *
     * @param <S> the type of the object that the task is about
     * @param <T> the type of the object that is handed to the callback
     * @param source the object that the task is about, or null; retained until the end if it counts references
     * @param func called when the operation has ended
     * @param opaque handed to the callback
     * @param destroy told once, when the callback is over or the task is freed; or null
     * @return the task
     * @origin QEMU qio_task_new, of 2015
     */
    public static <S extends @Nullable Object, T extends @Nullable Object> QIOTask<S> qio_task_new(
            S source, QIOTaskFunc2015<S, ? super T> func, T opaque, @Nullable DestroyNotify<? super T> destroy) {
        requireNonNull(func, "func");
        QIOTask<S> made = new QIOTask<>();
        made.set(OriginalApi.<S, @Nullable Object, T>create(source, func::completed, opaque, destroy));
        return made;
    }

    // ---- threads

    /**
     * Hands a task to a worker, and calls back on a context.
     *
     * @param <S> the type of the object that the task is about
     * @param <T> the type of the object that is handed to the worker
     * @param task the task
     * @param worker does the work
     * @param opaque handed to the worker
     * @param destroy told once, when the callback is over or the task given up; or null
     * @param context where the callback runs; null for that of the process, whatever the thread's default is
     * @throws IllegalStateException if the task is not new, or the context is closed
     * @origin QEMU qio_task_run_in_thread, since 2018
     */
    public static <S extends @Nullable Object, T extends @Nullable Object> void qio_task_run_in_thread(
            QIOTask<S> task,
            QIOTaskWorker<S, ? super T> worker,
            T opaque,
            @Nullable DestroyNotify<? super T> destroy,
            @Nullable MainContext context) {
        requireNonNull(worker, "worker");
        MainContext target = context == null ? MainContext.getDefault() : context;
        task.task().<T>runInThread((core, data) -> worker.run(task, data), opaque, destroy, target);
    }

    /**
     * Hands a task to a worker, and calls back on the context of the process.
     *
     * @param <S> the type of the object that the task is about
     * @param <T> the type of the object that is handed to the worker
     * @param task the task
     * @param worker does the work
     * @param opaque handed to the worker
     * @param destroy told once, when the callback is over or the task given up; or null
     * @throws IllegalStateException if the task is not new
     * @origin QEMU qio_task_run_in_thread, of 2017
     */
    public static <S extends @Nullable Object, T extends @Nullable Object> void qio_task_run_in_thread(
            QIOTask<S> task, QIOTaskWorker<S, ? super T> worker, T opaque, @Nullable DestroyNotify<? super T> destroy) {
        qio_task_run_in_thread(task, worker, opaque, destroy, null);
    }

    /**
     * Hands a task to a worker of 2015, and calls back on the context of the process; {@link OriginalApi#runInThread}.
     *
     * @param <S> the type of the object that the task is about
     * @param <T> the type of the object that is handed to the worker
     * @param task the task
     * @param worker does the work
     * @param opaque handed to the worker
     * @param destroy told once, when the callback is over or the task given up; or null
     * @throws IllegalStateException if the task is not new
     * @origin QEMU qio_task_run_in_thread, of 2015
     */
    public static <S extends @Nullable Object, T extends @Nullable Object> void qio_task_run_in_thread(
            QIOTask<S> task,
            QIOTaskWorker2015<S, ? super T> worker,
            T opaque,
            @Nullable DestroyNotify<? super T> destroy) {
        requireNonNull(worker, "worker");
        OriginalApi.<S, @Nullable Object, T>runInThread(
                task.task(), (core, errp, data) -> worker.run(task, errp, data), opaque, destroy);
    }

    /**
     * Waits for the worker, and completes the task; {@link IOTask#waitThread()}.
     *
     * @param task the task
     * @throws IllegalStateException if no worker has it, or the caller may not own its context
     * @origin QEMU qio_task_wait_thread
     */
    public static void qio_task_wait_thread(QIOTask<?> task) {
        task.task().waitThread();
    }

    // ---- the end

    /**
     * Completes a task; {@link IOTask#complete}.
     *
     * @param task the task
     * @throws IllegalStateException if it was completed or freed before, or a worker has it
     * @origin QEMU qio_task_complete
     */
    public static void qio_task_complete(QIOTask<?> task) {
        task.task().complete();
    }

    /**
     * Completes a task that has failed; {@link IOTask#abort(QError)}. The error stays the caller's.
     *
     * @param task the task
     * @param err why; if null the callback finds no error, as in C
     * @throws IllegalStateException as {@link #qio_task_complete}
     * @origin QEMU qio_task_abort, of 2015
     */
    public static void qio_task_abort(QIOTask<?> task, @Nullable QError err) {
        if (err == null) {
            task.task().complete();
        } else {
            task.task().abort(err);
        }
    }

    /**
     * Frees a task without calling back; {@link IOTask#free}.
     *
     * @param task the task, or null for none
     * @origin QEMU qio_task_free, since 2026
     */
    public static void qio_task_free(@Nullable QIOTask<?> task) {
        if (task != null) {
            task.task().free();
        }
    }

    // ---- error, result, source

    /**
     * Sets the error, unless there is one; {@link IOTask#setError(QError)}.
     *
     * @param task the task
     * @param err why it has failed; null changes nothing
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_set_error
     */
    public static void qio_task_set_error(QIOTask<?> task, @Nullable QError err) {
        task.task().setError(err);
    }

    /**
     * Moves the error to a sink; {@link IOTask#propagateError(ErrorSink)}.
     *
     * @param task the task
     * @param errp takes it; null drops it
     * @return whether there was one
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_propagate_error
     */
    public static boolean qio_task_propagate_error(QIOTask<?> task, @Nullable ErrorSink errp) {
        return task.task().propagateError(errp == null ? ErrorSink.IGNORE : errp);
    }

    /**
     * Sets the result; {@link IOTask#setResult(Object, DestroyNotify)}.
     *
     * @param <R> the type of the result
     * @param task the task
     * @param result the result
     * @param notify told once, when the result is let go; or null
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_set_result_pointer
     */
    @SuppressWarnings("unchecked") // the notify is only ever given the result that came with it
    public static <R extends @Nullable Object> void qio_task_set_result_pointer(
            QIOTask<?> task, R result, @Nullable DestroyNotify<? super R> notify) {
        task.task().setResult(result, (DestroyNotify<@Nullable Object>) notify);
    }

    /**
     * The result, lent until the callback is over; {@link IOTask#result}.
     *
     * @param task the task
     * @return what was set last, or null
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_get_result_pointer
     */
    public static @Nullable Object qio_task_get_result_pointer(QIOTask<?> task) {
        return task.task().result();
    }

    /**
     * The object that a task is about, lent. Code of 2015, which got a reference and gives it back, says
     * {@link #object_ref} after this, or leaves out its {@link #object_unref}.
     *
     * @param <S> the type of the object
     * @param task the task
     * @return what the task was made with
     * @throws IllegalStateException if the task has ended
     * @origin QEMU qio_task_get_source, since 2017
     */
    public static <S extends @Nullable Object> S qio_task_get_source(QIOTask<S> task) {
        return task.task().source();
    }

    // ---- what stands beside it

    /**
     * Sets an error; {@link ErrorSink#set(String, Object...)}.
     *
     * @param errp takes it; null drops it
     * @param format the message, as for {@link String#format}
     * @param arguments what is put into it
     * @throws IllegalStateException if there is one already
     * @origin QEMU error_setg
     */
    public static void error_setg(@Nullable ErrorSink errp, String format, @Nullable Object... arguments) {
        if (errp != null) {
            errp.set(format, arguments);
        }
    }

    /**
     * Passes an error on that may be none; {@link ErrorSink#propagate}.
     *
     * @param errp takes it; null drops it
     * @param err the error, or null
     * @origin QEMU error_propagate
     */
    public static void error_propagate(@Nullable ErrorSink errp, @Nullable QError err) {
        if (errp != null) {
            errp.propagate(err);
        }
    }

    /**
     * The message of an error.
     *
     * @param err the error
     * @return the message, without hints
     * @origin QEMU error_get_pretty
     */
    public static String error_get_pretty(QError err) {
        return err.message();
    }

    /**
     * One more uses an object; nothing, if it does not count them.
     *
     * @param <S> the type of the object
     * @param object the object, or null
     * @return the object
     * @origin QEMU object_ref
     */
    public static <S extends @Nullable Object> S object_ref(S object) {
        if (object instanceof RefCounted counted) {
            counted.retain();
        }
        return object;
    }

    /**
     * One less uses an object; nothing, if it does not count them.
     *
     * @param object the object, or null
     * @origin QEMU object_unref
     */
    public static void object_unref(@Nullable Object object) {
        if (object instanceof RefCounted counted) {
            counted.release();
        }
    }
}
