package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.DestroyNotify;

/**
 * What a task carries from whoever does the work to whoever is told: the object it is about, an error or none, and a
 * result or none.
 *
 * <p>One party at a time has a task: first whoever has made it, until it is completed or handed to a worker; then the
 * worker, on the thread that it was called on; then the callback, on the thread that it is called on. What one has
 * done to the task and before, the next sees. Another thread that sets or fetches something while a worker or the
 * callback has the task gets an {@link IllegalStateException}, and so does everybody once the callback is over.
 *
 * @param <S> the type of the object that the task is about
 * @param <R> the type of the result
 * @threads confined to whoever has the task
 * @origin QEMU QIOTask
 */
public abstract class TaskHandle<S extends @Nullable Object, R extends @Nullable Object> {
    private static final VarHandle STATE;
    private static final VarHandle NUMBER;
    private static final VarHandle SOURCE;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(TaskHandle.class, "state", TaskState.class);
            NUMBER = lookup.findVarHandle(TaskHandle.class, "number", int.class);
            SOURCE = lookup.findVarHandle(TaskHandle.class, "source", Object.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile TaskState state = TaskState.NEW;

    /** Its number in traces; 0 until somebody asks. Written once, by compare-and-set. */
    private volatile int number;

    /** The thread of the worker or of the callback. Racy read: nobody but a thread itself ever writes it here. */
    private @Nullable Thread holder;

    /** Null once the task has ended. Written then by release, after `state`: who acquires the null, sees the end. */
    private @Nullable S source;

    final Outcome outcome = new Outcome();
    final Cancellation cancellation = new Cancellation();

    TaskHandle(S source) {
        this.source = source;
        if (source instanceof RefCounted counted) {
            counted.retain();
        }
    }

    /**
     * The object that the task is about. A task that is freed or cancelled while a worker has it lends it until the worker
     * has returned, and always to the hook of {@link #onCancel}, on the thread that calls it.
     *
     * @return what the task was made with
     * @throws IllegalStateException if the task has ended: the callback is over, or there is none and what is owed is paid
     * @threads any, until the task has ended
     * @origin QEMU qio_task_get_source; lends the object, as it does since 2017
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // null only if S allows it, or the task has ended
    public final S source() {
        S about = (S) SOURCE.getAcquire(this);
        if (state == TaskState.DONE && !cancellation.isFiredByCaller()) {
            throw new IllegalStateException("task is DONE: " + this);
        }
        return about;
    }

    /**
     * Says that the operation has failed. The first error counts; later ones are added to it as suppressed.
     *
     * @param error why; null changes nothing
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_set_error
     */
    public final void setError(@Nullable Throwable error) {
        assertHeld();
        if (error != null) {
            outcome.fail(error);
        }
    }

    /**
     * Says that the operation has failed; as {@link #setError(Throwable)}, which it is for a {@link QErrorException}.
     *
     * @param error why; null changes nothing
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_set_error
     */
    public final void setError(@Nullable QError error) {
        setError(error == null ? null : (Throwable) QErrorException.carrying(error));
    }

    /**
     * Moves the error to a sink: the same {@link QError} that was set, or one that is caused by what was thrown. The
     * errors that are suppressed by it go the same way. If the sink throws, the error stays in the task.
     *
     * @param sink takes it; {@link ErrorSink#IGNORE} drops it
     * @return whether there was one
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_propagate_error
     */
    public final boolean propagateError(ErrorSink sink) {
        requireNonNull(sink, "sink");
        assertHeld();
        Throwable error = outcome.error();
        if (error == null) {
            return false;
        }
        sink.propagate(QErrorException.toError(error));
        for (Throwable later : error.getSuppressed()) {
            sink.propagate(QErrorException.toError(later));
        }
        outcome.takeError();
        return true;
    }

    /**
     * Fetches the error, which is then no longer in the task. An error that nobody fetches goes with the task.
     *
     * @return the error; null if there was none, or it was fetched before
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_propagate_error
     */
    public final @Nullable Throwable propagateError() {
        assertHeld();
        return outcome.takeError();
    }

    /**
     * Sets the result.
     *
     * @param result the result
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_set_result_pointer
     */
    public final void setResult(R result) {
        setResult(result, null);
    }

    /**
     * Sets the result, and who lets go of it when the callback is over. The result before, if there was one, is let go
     * now, on the calling thread.
     *
     * @param result the result
     * @param notify told once, when the result is let go; or null
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_set_result_pointer; there the result before leaks
     */
    @SuppressWarnings("unchecked") // the notify is only ever given the result that came with it
    public final void setResult(R result, @Nullable DestroyNotify<? super R> notify) {
        assertHeld();
        outcome.replaceResult(result, (DestroyNotify<@Nullable Object>) notify);
    }

    /**
     * The result, whether there is an error or not. It stays in the task.
     *
     * @return what was set last, or null
     * @throws IllegalStateException if somebody else has the task, or it has ended
     * @origin QEMU qio_task_get_result_pointer
     */
    @SuppressWarnings("unchecked") // only setResult puts something there
    public final @Nullable R result() {
        assertHeld();
        return (R) outcome.result();
    }

    /**
     * The result, if there is no error; else fetches the error, as {@link #propagateError} does, and throws it: itself,
     * if it is an exception or an error, and as the cause of an {@link ExecutionException} otherwise.
     *
     * @return what was set last; null if nothing was
     * @throws Exception the error
     * @throws IllegalStateException if the error was fetched before; if somebody else has the task, or it has ended
     */
    @SuppressWarnings("NullAway") // whoever never sets a result says so by the type R
    public final R getOrThrow() throws Exception {
        assertHeld();
        if (outcome.isErrorTaken()) {
            throw new IllegalStateException("error was fetched before: " + this);
        }
        Throwable error = outcome.takeError();
        if (error instanceof Exception exception) {
            throw exception;
        }
        if (error instanceof Error fatal) {
            throw fatal;
        }
        if (error != null) {
            throw new ExecutionException(error);
        }
        return result();
    }

    /**
     * Sets what ends the wait that the operation is in, if the task is cancelled: it is called by {@link IOTask#cancel},
     * once at most, and it does not begin once the worker has returned, or was kept from beginning. Whoever calls it
     * interrupts the worker afterwards, if he is to; another who cancels with {@link CancelOption#INTERRUPT} does so without
     * waiting for it. If the worker returns while it is running, the completion sets out when it is over: the callback and
     * the notifies come after both. The hook before, if there was one, is forgotten; it may be running.
     *
     * <p>If the task is cancelled already, the hook is called now, and by nobody else; if another is running, beside that.
     *
     * <p>In the hook {@link #source} can be asked for, whatever state the task is in. Error and result can be only if it is
     * called on the thread of the worker or the callback that has the task: as it was set too late, or as the worker cancels
     * its own task. On any other thread that throws.
     *
     * @param hook closes a socket, or the like; null for none
     * @throws Exception what the hook has thrown, if it was called now
     * @throws IllegalStateException if somebody else has the task, or it has ended
     */
    public final void onCancel(@Nullable CancelHook hook) throws Exception {
        assertHeld();
        cancellation.set(hook);
    }

    /**
     * The number by which traces tell the task from all others. It is given when somebody first asks for it, so it says
     * nothing of the order in which tasks are made.
     *
     * @return not 0; always the same, and no other task's, until 2^32 tasks have got one
     * @threads any
     */
    public final int number() {
        int given = number;
        if (given != 0) {
            return given;
        }
        int next;
        do {
            next = NUMBERS.incrementAndGet();
        } while (next == 0);
        return NUMBER.compareAndSet(this, 0, next) ? next : number;
    }

    // ---- for the package

    final boolean isHeldByCaller() {
        return holder == Thread.currentThread();
    }

    final TaskState state() {
        return state;
    }

    /** Whether its callback is running, or will not run any more. */
    final boolean hasEnded() {
        TaskState seen = state;
        return seen == TaskState.COMPLETING || seen == TaskState.DONE;
    }

    final boolean move(TaskState from, TaskState to) {
        return STATE.compareAndSet(this, from, to);
    }

    final void moveOrThrow(TaskState from, TaskState to) {
        if (!move(from, to)) {
            throw illegal();
        }
    }

    final IllegalStateException illegal() {
        return new IllegalStateException("task is " + state + ": " + this);
    }

    /** The calling thread has the task from now on. */
    final void hold() {
        holder = Thread.currentThread();
    }

    /** The calling thread passes it on. */
    final void letGo() {
        holder = null;
    }

    /** Lets go of the source; what that throws is joined to what was thrown before. */
    final @Nullable Throwable dropSource(@Nullable Throwable failure) {
        S about = source;
        SOURCE.setRelease(this, (Object) null);
        if (about instanceof RefCounted counted) {
            try {
                counted.release();
            } catch (Throwable thrown) {
                return Failures.join(failure, thrown);
            }
        }
        return failure;
    }

    final void assertHeld() {
        TaskState seen = state;
        if (seen == TaskState.NEW || (seen != TaskState.DONE && holder == Thread.currentThread())) {
            return;
        }
        throw new IllegalStateException("task is " + seen + ", called by " + Thread.currentThread() + ": " + this);
    }

    /** For people: what the task is about, and where it is in its life. */
    @Override
    public String toString() {
        return "IOTask(" + source + ", " + state + ")";
    }
}
