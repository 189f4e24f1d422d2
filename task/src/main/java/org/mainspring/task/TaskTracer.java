package org.mainspring.task;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;

/**
 * Is told what becomes of tasks: QEMU's eight trace points, and the one of 2015 that is gone there. See
 * {@link TaskTracing}.
 *
 * <p>Of one task they come in this order: {@link #created}, {@link #threadStart}, {@link #threadRun},
 * {@link #threadExit}, {@link #threadSourceAttach}, {@link #threadSourceCancel} if somebody waits for it,
 * {@link #threadResult}, {@link #completed} or {@link #aborted}. A task that is freed or cancelled skips what it does not
 * come to. An executor may begin a worker before it returns, and still {@code threadStart} came before. If an executor
 * refuses, the task is new again, and another {@code threadStart} may follow. A task that no worker has is completed right
 * after it was created.
 *
 * <p>A method must not use the task, but for its {@link TaskHandle#number}. What it throws is logged, and the task goes on.
 *
 * @threads any
 * @origin QEMU io/trace-events
 */
public interface TaskTracer {
    /**
     * A task is made.
     *
     * @param task the task
     * @param source the object that it is about
     * @param callback its callback
     * @param data what is handed to that
     * @origin QEMU qio_task_new
     */
    default void created(TaskHandle<?, ?> task, @Nullable Object source, Object callback, @Nullable Object data) {}

    /**
     * Its callback is over, or has thrown; nothing is let go of yet.
     *
     * @param task the task
     * @threads the one that completes the task
     * @origin QEMU qio_task_complete
     */
    default void completed(TaskHandle<?, ?> task) {}

    /**
     * The same in place of {@link #completed} for a task that was aborted, or whose worker of the 2015 form has failed.
     *
     * @param task the task
     * @threads the one that completes the task
     * @origin QEMU qio_task_abort, of 2015
     */
    default void aborted(TaskHandle<?, ?> task) {}

    /**
     * It is about to be handed to a worker.
     *
     * @param task the task
     * @param worker does the work
     * @param data what is handed to that
     * @origin QEMU qio_task_thread_start
     */
    default void threadStart(TaskHandle<?, ?> task, Object worker, @Nullable Object data) {}

    /**
     * Its worker begins.
     *
     * @param task the task
     * @threads the worker's
     * @origin QEMU qio_task_thread_run
     */
    default void threadRun(TaskHandle<?, ?> task) {}

    /**
     * Its worker has returned.
     *
     * @param task the task
     * @threads the worker's
     * @origin QEMU qio_task_thread_exit
     */
    default void threadExit(TaskHandle<?, ?> task) {}

    /**
     * Its completion is about to be sent to the context.
     *
     * @param task the task
     * @param context where it is called back
     * @threads the worker's; or that of whoever has called a worker off which had not begun
     * @origin QEMU qio_task_thread_source_attach; there after it is sent, so that it may come late
     */
    default void threadSourceAttach(TaskHandle<?, ?> task, MainContext context) {}

    /**
     * Its completion is taken back by somebody who has waited for it.
     *
     * @param task the task
     * @param context where it would have been called back
     * @threads owner
     * @origin QEMU qio_task_thread_source_cancel
     */
    default void threadSourceCancel(TaskHandle<?, ?> task, MainContext context) {}

    /**
     * Its completion has arrived. If the task was freed meanwhile, there is no callback.
     *
     * @param task the task
     * @threads owner
     * @origin QEMU qio_task_thread_result
     */
    default void threadResult(TaskHandle<?, ?> task) {}
}
