package org.mainspring.mainloop.concurrent;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/**
 * A context as a {@link ScheduledExecutorService}: tasks run on the context's owner, one at a time, each as a source of its
 * own. One context may have many, each with a life of its own; none of them closes the context.
 *
 * <p><b>Order.</b> Tasks run as sources do: by priority, and among those that are due in the same iteration in the order
 * in which they were submitted. A task whose time has come waits until its context is iterated.
 *
 * <p><b>Time</b> is the context's, so it is virtual where the context's is. A thread that does not own the context and
 * waits for a result or for the termination waits in real time.
 *
 * <p><b>Waiting.</b> The owner of the context cannot sleep until a task has run that only it can run. So where the owner
 * calls {@code get}, {@code invokeAll}, {@code invokeAny} or {@code awaitTermination}, it iterates the context until it has
 * what it waits for, as a nested loop would: other sources run meanwhile. A wait that has begun within another ends
 * first; until then the outer one sees neither its result nor that its time is up. From within a prepare or check hook
 * waiting is impossible: {@link IllegalStateException}. A task that waits for itself waits for ever.
 *
 * <p><b>Cancelling</b> a task destroys its source at once and lets go of what the task has captured. To cancel one that runs,
 * with leave to interrupt, interrupts the owner's thread; when the task has returned, the interruption is taken back.
 *
 * <p><b>Faults.</b> What a submitted or scheduled task throws is in its future, errors as well; a periodic task that
 * throws ends. What a command throws that was given to {@link #execute} has no future to be in, and is thrown to the
 * loop: an exception goes to the context's exception handler, an error leaves the iteration.
 *
 * <p><b>The end.</b> After {@link #shutdown} tasks with a delay still run when their time comes, and periodic tasks are
 * cancelled, as {@link java.util.concurrent.ScheduledThreadPoolExecutor} does by default. If the context is closed, all that
 * is left is cancelled, and the service counts as shut down.
 *
 * @threads any; tasks run on the context's owner
 */
public final class ContextScheduler implements ScheduledExecutorService {
    /*
     * Commands of execute() do not go by the mailbox of ContextExecutor, though a source for each costs more. All messages of a
     * mailbox come at the place of one source, which is that of the first. So a task with a delay that was submitted before
     * a command, and is due with it, would run after it; and the commands would overtake, or fall behind, what submit() and
     * schedule() take without a delay: the order of submission is one for all of them. Those have to be found by
     * cancel(), too, which takes a source out at once, and could not take a message out of the middle of a queue. Whoever has
     * commands only is better served by ContextExecutor.
     */
    private final MainContext context;
    private final int priority;
    private final Roster<ScheduledTask<?>> roster = new Roster<>();

    /**
     * A service whose tasks have {@link Priority#DEFAULT}.
     *
     * @param context runs the tasks
     */
    public ContextScheduler(MainContext context) {
        this(context, Priority.DEFAULT);
    }

    /**
     * A service.
     *
     * @param context runs the tasks
     * @param priority the priority of each task
     */
    public ContextScheduler(MainContext context, int priority) {
        this.context = requireNonNull(context, "context");
        this.priority = priority;
    }

    // ---- one task

    @Override
    public void execute(Runnable command) {
        start(new Command(context, roster, requireNonNull(command, "command")), 0);
    }

    @Override
    public ScheduledFuture<?> submit(Runnable task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T extends @Nullable Object> ScheduledFuture<T> submit(Runnable task, T result) {
        return submit(Executors.callable(requireNonNull(task, "task"), result));
    }

    @Override
    public <T extends @Nullable Object> ScheduledFuture<T> submit(Callable<T> task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(Executors.callable(requireNonNull(command, "command")), delay, unit);
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        requireNonNull(callable, "callable");
        requireNonNull(unit, "unit");
        ScheduledTask<V> task = new ScheduledTask<>(context, roster, callable, 0, null);
        start(task, unit.toNanos(delay));
        return task;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return repeat(command, initialDelay, period, unit, 1);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return repeat(command, initialDelay, delay, unit, -1);
    }

    private ScheduledFuture<?> repeat(Runnable command, long initialDelay, long period, TimeUnit unit, int sign) {
        requireNonNull(command, "command");
        requireNonNull(unit, "unit");
        if (period <= 0) {
            throw new IllegalArgumentException((sign > 0 ? "period" : "delay") + " <= 0: " + period);
        }
        Callable<Object> body = Executors.callable(command);
        ScheduledTask<?> task = new ScheduledTask<>(context, roster, body, sign * unit.toNanos(period), null);
        start(task, unit.toNanos(initialDelay));
        return task;
    }

    /** A task that is taken on stays so though its source is refused: then {@link #shutdownNow} was quicker, and has it. */
    private void start(ScheduledTask<?> task, long delayNanos) {
        if (context.isClosed() || !roster.admit(task)) {
            throw new RejectedExecutionException("shut down: " + this);
        }
        try {
            task.attach(priority, Nanos.after(context.clock().nanos(), Math.max(delayNanos, 0)));
        } catch (IllegalStateException refused) {
            if (roster.withdraw(task)) {
                throw new RejectedExecutionException("context is closed", refused);
            }
        }
    }

    // ---- many tasks

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
            throws InterruptedException {
        return Invocations.all(this, requireNonNull(tasks, "tasks"));
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) throws InterruptedException {
        requireNonNull(tasks, "tasks");
        requireNonNull(unit, "unit");
        Clock clock = context.isOwner() ? context.clock() : SystemClock.INSTANCE;
        return Invocations.all(this, tasks, unit.toNanos(timeout), clock);
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        requireNonNull(tasks, "tasks");
        return new FirstSuccess<T>(context).of(tasks, this::startWatched).get();
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        requireNonNull(tasks, "tasks");
        requireNonNull(unit, "unit");
        return new FirstSuccess<T>(context).of(tasks, this::startWatched).get(timeout, unit);
    }

    private <T extends @Nullable Object> Future<T> startWatched(
            Callable<T> body, Consumer<? super Future<T>> whenDone) {
        ScheduledTask<T> task = new ScheduledTask<>(context, roster, body, 0, whenDone);
        start(task, 0);
        return task;
    }

    // ---- the end

    @Override
    public void shutdown() {
        for (ScheduledTask<?> task : roster.shutDown()) {
            if (task.isPeriodic()) {
                task.cancel(false);
            }
        }
        context.wakeup(); // its owner may wait for the termination
    }

    /**
     * {@inheritDoc}
     *
     * <p>The tasks are as they were, neither run nor cancelled, each the future that its submission returned; whoever waits
     * for one waits until somebody runs or cancels it. A task that is running is interrupted, and its future tells how it
     * ended.
     */
    @Override
    public List<Runnable> shutdownNow() {
        List<ScheduledTask<?>> drained = roster.drain();
        drained.forEach(ScheduledTask::detach);
        context.wakeup(); // its owner may wait for the termination
        return new ArrayList<>(drained);
    }

    @Override
    public boolean isShutdown() {
        return context.isClosed() || roster.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return isShutdown() && roster.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long timeoutNanos = requireNonNull(unit, "unit").toNanos(timeout);
        if (timeoutNanos <= 0 || isTerminated()) {
            return isTerminated(); // who need not wait is not told that he was interrupted
        } else if (context.isOwner()) {
            return OwnerWait.until(context, this::isTerminated, timeoutNanos);
        }
        try (Source closing = new Source(new Promise(() -> {}, roster::nudge))) {
            attachUnlessClosed(closing);
            return roster.await(this::isTerminated, timeoutNanos);
        }
    }

    private void attachUnlessClosed(Source closing) {
        try {
            closing.attach(context);
        } catch (IllegalStateException refused) {
            assert context.isClosed();
        }
    }

    @Override
    public String toString() {
        return "ContextScheduler[priority " + priority
                + (isTerminated() ? ", terminated]" : isShutdown() ? ", shut down]" : "]");
    }
}
