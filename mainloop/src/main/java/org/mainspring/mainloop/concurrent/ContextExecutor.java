package org.mainspring.mainloop.concurrent;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.Nanos;

/**
 * A context as an {@link Executor}: what it is given runs on the context's owner, in an iteration to come, never within
 * {@link #execute}. It has no end of its own; for that there is {@link ContextScheduler}.
 *
 * <p>Commands of one priority run in the order in which they were given. They come from one source, whose place among the
 * others of its priority is that of the first command; one iteration runs those that were there when it looked, one after
 * the other, but not more than 128, so that a flood of commands does not keep more urgent sources, or channels, waiting. What a thread did before it gave a command, the command sees. What a command throws is treated as if an idle
 * had thrown it: an exception goes to the context's exception handler, an error leaves the iteration. What is behind it runs
 * in the next iteration.
 *
 * <p>To give a command allocates nothing, and makes no system call unless the loop sleeps.
 *
 * <p>A closed context takes no command: {@link RejectedExecutionException}. What has not run when the context is closed
 * never runs, and nobody is told.
 *
 * @threads any; commands run on the context's owner
 */
public final class ContextExecutor implements Executor {
    private static final class PerPriority {
        private final MainContext context;
        private final ConcurrentMap<Integer, ContextExecutor> executors = new ConcurrentHashMap<>();

        PerPriority(MainContext context) {
            this.context = context;
        }

        ContextExecutor of(int priority) {
            return executors.computeIfAbsent(priority, p -> new ContextExecutor(context, p));
        }
    }

    private static final class Commands implements Mailbox.Receiver<Runnable> {
        @Override
        public void receive(Runnable command) {
            command.run();
        }

        @Override
        public void discard(Runnable command) {
            if (command instanceof Promise promise) {
                promise.discard();
            }
        }
    }

    private static final String NAME = "executor-commands";

    /** How many commands one iteration runs: some ten microseconds if they are short, of which the iteration itself is a hundredth. */
    private static final int MOST = 128;

    private static final Commands COMMANDS = new Commands();

    private final MainContext context;
    private final Mailbox<Runnable> commands;

    private ContextExecutor(MainContext context, int priority) {
        this.context = context;
        commands = new Mailbox<>(context, priority, NAME, COMMANDS, MOST);
    }

    /**
     * The executor of a context with {@link Priority#DEFAULT}.
     *
     * @param context runs the commands
     * @return always the same for one context
     */
    public static ContextExecutor of(MainContext context) {
        return of(context, Priority.DEFAULT);
    }

    /**
     * The executor of a context with a priority.
     *
     * @param context runs the commands
     * @param priority the priority of each command
     * @return always the same for one context and priority
     */
    public static ContextExecutor of(MainContext context, int priority) {
        return requireNonNull(context, "context")
                .attachment(PerPriority.class, PerPriority::new)
                .of(priority);
    }

    /**
     * The context that runs the commands.
     *
     * @return always the same
     */
    public MainContext context() {
        return context;
    }

    /**
     * The priority of each command.
     *
     * @return a smaller number is more urgent
     */
    public int priority() {
        return commands.priority();
    }

    /**
     * {@inheritDoc}
     *
     * @throws RejectedExecutionException if the context is closed
     */
    @Override
    public void execute(Runnable command) {
        requireNonNull(command, "command");
        if (context.isClosed()) {
            throw new RejectedExecutionException("context is closed");
        }
        commands.post(command);
    }

    /**
     * An executor that hands each command to this one after a delay, which the context's clock measures.
     *
     * @param delay how long; nothing, if it is negative
     * @return the executor, to which the same applies as to this one
     */
    public Executor delayed(Duration delay) {
        long delayNanos = Nanos.of(requireNonNull(delay, "delay"));
        return command -> after(delayNanos, requireNonNull(command, "command"), () -> {});
    }

    // ---- for futures

    /** Runs the one thing soon, or the other if the context is closed before. */
    void promise(Runnable action, Runnable otherwise) {
        execute(new Promise(action, otherwise));
    }

    /** Runs the one thing after a delay, or the other if the source is destroyed before. */
    Source after(long delayNanos, Runnable action, Runnable otherwise) {
        Source source = new Source(new Promise(action, otherwise));
        source.setName(Promise.NAME);
        source.setPriority(priority());
        source.setReadyTimeNanos(Nanos.after(context.clock().nanos(), Math.max(delayNanos, 0)));
        try {
            source.attach(context);
        } catch (IllegalStateException closed) {
            throw new RejectedExecutionException("context is closed", closed);
        }
        return source;
    }

    @Override
    public String toString() {
        return "ContextExecutor[priority " + priority() + "]";
    }
}
