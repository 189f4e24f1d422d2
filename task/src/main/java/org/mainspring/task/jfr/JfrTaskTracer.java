package org.mainspring.task.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.task.TaskHandle;
import org.mainspring.task.TaskTracer;

/**
 * Records what becomes of tasks: an event of the Flight Recorder for each trace point, in the category Mainspring. Their
 * names are {@code org.mainspring.task.} and {@code New}, {@code Complete}, {@code Abort}, {@code ThreadStart},
 * {@code ThreadRun}, {@code ThreadExit}, {@code ThreadSourceAttach}, {@code ThreadSourceCancel} or {@code ThreadResult}.
 * Each has the {@link TaskHandle#number} of the task, the same in all events of one and in no other's, and the thread; no
 * stack trace unless a recording asks for it.
 *
 * <p>Nothing is recorded until this is set by {@link org.mainspring.task.TaskTracing#setTracer}.
 *
 * @threads any
 */
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
public final class JfrTaskTracer implements TaskTracer {
    /** A tracer. */
    public JfrTaskTracer() {}

    private abstract static class TaskEvent extends Event {
        @Label("Task")
        int task;

        void commitFor(TaskHandle<?, ?> about) {
            task = about.number();
            commit();
        }
    }

    @Name("org.mainspring.task.New")
    @Label("Task made")
    @Category("Mainspring")
    @StackTrace(false)
    private static final class Created extends TaskEvent {
        @Label("Source")
        @Nullable
        String source;

        @Label("Callback")
        @Nullable
        String callback;
    }

    @Name("org.mainspring.task.Complete")
    @Label("Task completed")
    @Category("Mainspring")
    @StackTrace(false)
    private static final class Completed extends TaskEvent {}

    @Name("org.mainspring.task.Abort")
    @Label("Task aborted")
    @Category("Mainspring")
    @StackTrace(false)
    private static final class Aborted extends TaskEvent {}

    @Name("org.mainspring.task.ThreadStart")
    @Label("Worker handed over")
    @Category("Mainspring")
    @StackTrace(false)
    private static final class ThreadStart extends TaskEvent {
        @Label("Worker")
        @Nullable
        String worker;
    }

    @Name("org.mainspring.task.ThreadRun")
    @Label("Worker begins")
    @Category("Mainspring")
    @StackTrace(false)
    private static final class ThreadRun extends TaskEvent {}

    @Name("org.mainspring.task.ThreadExit")
    @Label("Worker has returned")
    @Category("Mainspring")
    @StackTrace(false)
    private static final class ThreadExit extends TaskEvent {}

    @Name("org.mainspring.task.ThreadSourceAttach")
    @Label("Completion sent")
    @Category("Mainspring")
    @StackTrace(false)
    private static final class ThreadSourceAttach extends TaskEvent {}

    @Name("org.mainspring.task.ThreadSourceCancel")
    @Label("Completion taken back")
    @Category("Mainspring")
    @StackTrace(false)
    private static final class ThreadSourceCancel extends TaskEvent {}

    @Name("org.mainspring.task.ThreadResult")
    @Label("Completion arrived")
    @Category("Mainspring")
    @StackTrace(false)
    private static final class ThreadResult extends TaskEvent {}

    private static String typeOf(@Nullable Object object) {
        return object == null ? "null" : object.getClass().getName();
    }

    @Override
    public void created(TaskHandle<?, ?> task, @Nullable Object source, Object callback, @Nullable Object data) {
        Created event = new Created();
        event.source = typeOf(source);
        event.callback = typeOf(callback);
        event.commitFor(task);
    }

    @Override
    public void threadStart(TaskHandle<?, ?> task, Object worker, @Nullable Object data) {
        ThreadStart event = new ThreadStart();
        event.worker = typeOf(worker);
        event.commitFor(task);
    }

    @Override
    public void completed(TaskHandle<?, ?> task) {
        new Completed().commitFor(task);
    }

    @Override
    public void aborted(TaskHandle<?, ?> task) {
        new Aborted().commitFor(task);
    }

    @Override
    public void threadRun(TaskHandle<?, ?> task) {
        new ThreadRun().commitFor(task);
    }

    @Override
    public void threadExit(TaskHandle<?, ?> task) {
        new ThreadExit().commitFor(task);
    }

    @Override
    public void threadSourceAttach(TaskHandle<?, ?> task, MainContext context) {
        new ThreadSourceAttach().commitFor(task);
    }

    @Override
    public void threadSourceCancel(TaskHandle<?, ?> task, MainContext context) {
        new ThreadSourceCancel().commitFor(task);
    }

    @Override
    public void threadResult(TaskHandle<?, ?> task) {
        new ThreadResult().commitFor(task);
    }
}
