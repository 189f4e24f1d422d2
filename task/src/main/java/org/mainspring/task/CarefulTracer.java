package org.mainspring.task;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;

/**
 * Tells another tracer, and logs what that throws: a task goes on whatever its tracer does.
 *
 * @threads any
 */
record CarefulTracer(TaskTracer told) implements TaskTracer {
    private static final Logger LOGGER = System.getLogger("org.mainspring.task");

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (Throwable thrown) {
            LOGGER.log(Level.WARNING, "a tracer of tasks has thrown", thrown);
        }
    }

    @Override
    public void created(TaskHandle<?, ?> task, @Nullable Object source, Object callback, @Nullable Object data) {
        tell(() -> told.created(task, source, callback, data));
    }

    @Override
    public void completed(TaskHandle<?, ?> task) {
        tell(() -> told.completed(task));
    }

    @Override
    public void aborted(TaskHandle<?, ?> task) {
        tell(() -> told.aborted(task));
    }

    @Override
    public void threadStart(TaskHandle<?, ?> task, Object worker, @Nullable Object data) {
        tell(() -> told.threadStart(task, worker, data));
    }

    @Override
    public void threadRun(TaskHandle<?, ?> task) {
        tell(() -> told.threadRun(task));
    }

    @Override
    public void threadExit(TaskHandle<?, ?> task) {
        tell(() -> told.threadExit(task));
    }

    @Override
    public void threadSourceAttach(TaskHandle<?, ?> task, MainContext context) {
        tell(() -> told.threadSourceAttach(task, context));
    }

    @Override
    public void threadSourceCancel(TaskHandle<?, ?> task, MainContext context) {
        tell(() -> told.threadSourceCancel(task, context));
    }

    @Override
    public void threadResult(TaskHandle<?, ?> task) {
        tell(() -> told.threadResult(task));
    }
}
