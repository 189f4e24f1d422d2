package org.mainspring.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.concurrent.Mailbox;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/**
 * A task in the hands of a worker, and then its completion on the way to the context.
 *
 * @threads any, where a method does not say otherwise
 */
abstract class WorkerRun implements Runnable, Completion {
    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(WorkerRun.class, "claimed", Claim.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private enum Claim {
        /** The executor's thread is about to call the worker, or has called it. */
        WORKER,
        /** It was called off before that, or refused. */
        NOBODY
    }

    private final TaskHandle<?, ?> task;
    private final Mailbox<Completion> mailbox;

    /** Whoever sets it decides whether the worker is called: the executor's thread, or one that calls it off. */
    private volatile @Nullable Claim claimed;

    /** The worker's thread while it is running. Guarded by this, and so are the next three. */
    private @Nullable Thread thread;

    private boolean left;
    private boolean interruptWanted;
    private boolean interrupted;

    /** The executor has refused it, and the task is new again. Published by over. */
    private boolean withdrawn;

    /** Nothing more comes of it but its arrival. Written last by whoever has claimed it. */
    private volatile boolean over;

    /** Who waits for that: it has written this before it reads `over`, and so one of the two sees the other. */
    private volatile @Nullable Thread waiter;

    /** It has arrived, by the mailbox or with somebody who has waited for it. Confined to the owner. */
    private boolean arrived;

    WorkerRun(TaskHandle<?, ?> task, Mailbox<Completion> mailbox) {
        this.task = task;
        this.mailbox = mailbox;
    }

    /** Calls the worker. */
    abstract void work() throws Exception;

    /** Calls back; gives what that has thrown. */
    abstract @Nullable Throwable callBack();

    /** Lets go of everything, the worker's data first; gives what was thrown before, and by that. */
    abstract @Nullable Throwable letGo(@Nullable Throwable failure);

    private MainContext context() {
        return mailbox.context();
    }

    private boolean claim(Claim by) {
        return CLAIMED.compareAndSet(this, null, by);
    }

    // ---- the worker

    @Override
    public void run() {
        if (!claim(Claim.WORKER)) {
            return;
        }
        enter();
        Throwable failure = runWorker();
        leave();
        try {
            handOver();
        } catch (Throwable thrown) {
            failure = Failures.join(failure, thrown);
        }
        Failures.rethrowUnchecked(failure);
    }

    private @Nullable Error runWorker() {
        TaskTracer tracer = TaskTracing.tracer();
        if (tracer != null) {
            tracer.threadRun(task);
        }
        task.hold();
        try {
            work();
            return null;
        } catch (Throwable thrown) {
            task.outcome.fail(thrown);
            return thrown instanceof Error error ? error : null;
        } finally {
            task.letGo();
            task.cancellation.forgetHook();
            traceExit();
        }
    }

    private void traceExit() {
        TaskTracer tracer = TaskTracing.tracer();
        if (tracer != null) {
            tracer.threadExit(task);
        }
    }

    private synchronized void enter() {
        thread = Thread.currentThread();
        if (interruptWanted) {
            interruptLocked(thread);
        }
    }

    /** From here on nobody interrupts the thread any more; if it was done in time, the thread must not keep it. */
    private synchronized void leave() {
        thread = null;
        left = true;
        if (interrupted) {
            Thread.interrupted();
        }
    }

    /** True if the worker is told of it, or will be when it begins, and was not before. */
    private synchronized boolean interrupt() {
        if (claimed != Claim.WORKER || left || interruptWanted) {
            return false;
        }
        interruptWanted = true;
        if (thread != null) {
            interruptLocked(thread);
        }
        return true;
    }

    private void interruptLocked(Thread worker) {
        interrupted = true;
        worker.interrupt();
    }

    /** The worker is over, or will not begin. If the hook is running, whoever has called it sends the completion. */
    private void handOver() {
        task.cancellation.forgetHook();
        if (task.cancellation.mayHandOver()) {
            post();
        }
    }

    private void post() {
        TaskTracer tracer = TaskTracing.tracer();
        if (tracer != null) {
            tracer.threadSourceAttach(task, context());
        }
        try {
            mailbox.post(this);
        } finally {
            end();
        }
    }

    private void end() {
        over = true;
        LockSupport.unpark(waiter);
    }

    // ---- calling it off

    /**
     * The executor has thrown. False if that matters to nobody, as the task was given up before; true if the task is new
     * again, or the executor has run this all the same.
     */
    boolean withdraw() {
        if (!claim(Claim.NOBODY)) {
            return claimed == Claim.WORKER;
        }
        if (task.move(TaskState.RUNNING, TaskState.NEW)) {
            withdrawn = true;
            end();
            return true;
        }
        handOver(); // whoever has given the task up finds that it is claimed, and leaves the rest to us
        return false;
    }

    /** Whether the task is new again, and what was to be handed to the worker is the caller's. */
    final boolean isWithdrawn() {
        return withdrawn;
    }

    /**
     * The task was freed or cancelled: a worker that has begun will post this, one that has not will not begin. True if the
     * worker was kept from beginning, or told that it is interrupted.
     */
    boolean stop(boolean interruptWorker) {
        if (claim(Claim.NOBODY)) {
            handOver();
            return true;
        }
        if (task.cancellation.takeHandOver()) {
            post();
            return false;
        }
        return interruptWorker && interrupt();
    }

    // ---- arriving

    @Override
    public void deliver() throws Exception {
        Failures.rethrow(arrive());
    }

    private @Nullable Throwable arrive() {
        arrived = true;
        TaskTracer tracer = TaskTracing.tracer();
        if (tracer != null) {
            tracer.threadResult(task);
        }
        Throwable failure = null; // in this order: another thread may move it on meanwhile, but never back
        if (task.move(TaskState.RUNNING, TaskState.COMPLETING)) {
            failure = callBack();
        } else if (task.move(TaskState.CANCELLED, TaskState.COMPLETING)) {
            task.outcome.cancelled();
            failure = callBack();
        } else {
            task.move(TaskState.ABANDONED, TaskState.DONE);
        }
        return letGo(failure);
    }

    @Override
    public void discard() {
        // In this order: another thread may move it on meanwhile, but never back.
        boolean ended = task.move(TaskState.RUNNING, TaskState.DONE)
                || task.move(TaskState.CANCELLED, TaskState.DONE)
                || task.move(TaskState.ABANDONED, TaskState.DONE);
        assert ended : task;
        Failures.rethrowUnchecked(letGo(null));
    }

    @Override
    public boolean isSpent() {
        return arrived;
    }

    // ---- waiting

    /** Waits until the worker has returned, and then has the completion arrive here and now. False if that took long. */
    boolean await(long limitNanos) {
        if (task.isHeldByCaller()) {
            throw new IllegalStateException("worker waits for itself: " + task);
        }
        if (task.cancellation.isFiredByCaller()) {
            throw new IllegalStateException("cancel hook waits for its own task: " + task);
        }
        if (!context().tryAcquire()) {
            throw new IllegalStateException("context is owned by another thread than " + Thread.currentThread());
        }
        try {
            if (!awaitOver(limitNanos)) {
                return false;
            }
            arriveHere();
            return true;
        } finally {
            context().release();
        }
    }

    private boolean awaitOver(long limitNanos) {
        long startNanos = SystemClock.INSTANCE.nanos();
        boolean wasInterrupted = false;
        waiter = Thread.currentThread();
        try {
            while (!over) {
                long leftNanos = limitNanos == Nanos.NEVER
                        ? Nanos.NEVER
                        : limitNanos - (SystemClock.INSTANCE.nanos() - startNanos);
                if (leftNanos <= 0) {
                    return false;
                }
                LockSupport.parkNanos(this, leftNanos);
                wasInterrupted |= Thread.interrupted();
            }
            return true;
        } finally {
            waiter = null;
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void arriveHere() {
        if (withdrawn) {
            throw new IllegalStateException("executor has refused the worker: " + task);
        }
        if (arrived) { // the owner before has called back, after the caller has looked at the task's state
            throw task.illegal();
        }
        TaskTracer tracer = TaskTracing.tracer();
        if (tracer != null) {
            tracer.threadSourceCancel(task, context());
        }
        arrived = true;
        mailbox.forgetStale();
        Failures.rethrowUnchecked(arrive());
    }
}
