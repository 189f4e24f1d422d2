package org.mainspring.bench.peer;

import org.mainspring.mainloop.LoopThread;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.concurrent.ContextExecutor;

/**
 * Ours: a context on a thread of its own. Tasks go by way of its executor, timers are timeouts, cancelled by destroying
 * them. It may spin before it sleeps.
 *
 * @threads any
 */
public final class MainspringLoop implements LoopPeer {
    private final String name;
    private final LoopThread loop;
    private final ContextExecutor executor;
    private final ThreadIdentity identity;

    /** One that sleeps as soon as it has nothing to do. */
    MainspringLoop(String name) {
        this(name, 0);
    }

    /** One that spins for so long at most before it sleeps; grows and shrinks as is usual. */
    MainspringLoop(String name, long pollMaxNanos) {
        this.name = name;
        loop = LoopThread.start(name);
        loop.context().setPollParameters(pollMaxNanos, 0, 0);
        executor = ContextExecutor.of(loop.context());
        identity = ThreadIdentity.of(executor);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * The context that the thread runs.
     *
     * @return always the same
     */
    public MainContext context() {
        return loop.context();
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public Object schedule(Runnable task, long delayNanos) {
        Source timeout = Sources.timeoutNanos(delayNanos);
        timeout.setCallback(() -> {
            task.run();
            return Source.REMOVE;
        });
        timeout.attach(loop.context());
        return timeout;
    }

    @Override
    public void cancel(Object timer) {
        ((Source) timer).destroy();
    }

    @Override
    public ThreadIdentity identity() {
        return identity;
    }

    @Override
    public void close() {
        loop.close();
    }
}
