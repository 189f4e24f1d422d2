package org.mainspring.task;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;

/** Tells each trace point by the name that it has in QEMU, without the prefix. */
record LoggingTracer(Consumer<String> log) implements TaskTracer {
    @Override
    public void created(TaskHandle<?, ?> task, @Nullable Object source, Object callback, @Nullable Object data) {
        log.accept("new");
    }

    @Override
    public void completed(TaskHandle<?, ?> task) {
        log.accept("complete");
    }

    @Override
    public void aborted(TaskHandle<?, ?> task) {
        log.accept("abort");
    }

    @Override
    public void threadStart(TaskHandle<?, ?> task, Object worker, @Nullable Object data) {
        log.accept("thread_start");
    }

    @Override
    public void threadRun(TaskHandle<?, ?> task) {
        log.accept("thread_run");
    }

    @Override
    public void threadExit(TaskHandle<?, ?> task) {
        log.accept("thread_exit");
    }

    @Override
    public void threadSourceAttach(TaskHandle<?, ?> task, MainContext context) {
        log.accept("thread_source_attach");
    }

    @Override
    public void threadSourceCancel(TaskHandle<?, ?> task, MainContext context) {
        log.accept("thread_source_cancel");
    }

    @Override
    public void threadResult(TaskHandle<?, ?> task) {
        log.accept("thread_result");
    }
}
