package org.mainspring.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Whether a task was called off, and the hook that is called then. Here whoever cancels and the worker that returns meet,
 * so that a completion sets out once, and not before both the worker and the hook are over.
 *
 * @threads any, where a method does not say otherwise
 */
final class Cancellation {
    private static final Object CANCELLED = "cancelled";
    private static final Object RETURNED = "returned";
    private static final Object FIRING = "firing";
    private static final Object RETURNED_MEANWHILE = "returned while firing";
    private static final Object OWED = "owed";

    private static final VarHandle HOOK;

    static {
        try {
            HOOK = MethodHandles.lookup().findVarHandle(Cancellation.class, "hook", Object.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /*
     * Null, a CancelHook, or a mark:
     *
     * hook or null -> FIRING              beginFiring(): cancelled; the hook is running
     * hook or null -> RETURNED            forgetHook(): the worker has returned, or will not begin, or the task is over; no
     *                                     hook is called any more
     * FIRING       -> CANCELLED           fire() ends: the hook is over, and the worker is not
     * CANCELLED    -> RETURNED            forgetHook() before the completion sets out: the worker is over as well; or
     *                                     mayHandOver(), if the hook was not over until then
     * FIRING       -> RETURNED_MEANWHILE  mayHandOver(): the worker is over, and the hook is not
     * RETURNED_MEANWHILE -> OWED          fire() ends: the hook is over as well, and the completion has to be sent
     * OWED         -> RETURNED            takeHandOver(): the completion sets out
     */
    @SuppressWarnings("UnusedVariable") // used through HOOK
    private volatile @Nullable Object hook;

    /** The thread that calls the hook. Racy read: nobody but a thread itself ever writes it here. */
    private @Nullable Thread caller;

    /** What it calls, if there is something. Confined to it. */
    private @Nullable CancelHook firing;

    private static boolean isReturned(@Nullable Object mark) {
        return mark == RETURNED || mark == RETURNED_MEANWHILE || mark == OWED;
    }

    /**
     * Sets the hook, in place of the one before; or calls it now, if the task was called off already. After the worker
     * has returned, nothing happens.
     *
     * @threads whoever has the task
     */
    void set(@Nullable CancelHook next) throws Exception {
        Object before;
        do {
            before = hook;
            if (before == CANCELLED || before == FIRING) {
                if (next != null) {
                    next.cancelled();
                }
                return;
            }
        } while (!isReturned(before) && !HOOK.compareAndSet(this, before, next));
    }

    /** The task is called off. True if that is news to the worker, and of use to it: the caller has to {@link #fire} then. */
    boolean beginFiring() {
        Object before;
        do {
            before = hook;
            if (isReturned(before) || before == CANCELLED || before == FIRING) {
                return false;
            }
        } while (!HOOK.compareAndSet(this, before, FIRING));
        caller = Thread.currentThread();
        firing = before instanceof CancelHook called ? called : null;
        return true;
    }

    /** Calls the hook, if there was one. Gives what it has thrown. */
    @Nullable
    Throwable fire() {
        CancelHook called = firing;
        try {
            if (called != null) {
                called.cancelled();
            }
            return null;
        } catch (Throwable thrown) {
            return thrown;
        } finally {
            firing = null;
            caller = null;
            if (!HOOK.compareAndSet(this, FIRING, CANCELLED)) {
                hook = OWED; // only the one that fires leaves RETURNED_MEANWHILE
            }
        }
    }

    /** Whether the calling thread is in the hook. */
    boolean isFiredByCaller() {
        return caller == Thread.currentThread();
    }

    /** The worker has returned, or the task is over: the hook is of no use any more, unless it is running. */
    void forgetHook() {
        Object before;
        do {
            before = hook;
        } while (before != FIRING && !HOOK.compareAndSet(this, before, RETURNED));
    }

    /** The worker is over, and asks, once, whether it may send the completion. If not, the one that fires has to. */
    boolean mayHandOver() {
        if (HOOK.compareAndSet(this, FIRING, RETURNED_MEANWHILE)) {
            return false;
        }
        hook = RETURNED; // it does not fire now, and never will: it has fired, or was forgotten
        return true;
    }

    /** The hook has outlived the worker, and is over: whoever gets true sends the completion. */
    boolean takeHandOver() {
        return HOOK.compareAndSet(this, OWED, RETURNED);
    }
}
