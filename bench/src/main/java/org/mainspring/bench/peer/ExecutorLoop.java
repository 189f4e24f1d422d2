package org.mainspring.bench.peer;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A loop that is a scheduled executor of one thread.
 *
 * @threads any
 */
abstract class ExecutorLoop implements LoopPeer {
    private final String name;
    private final ScheduledExecutorService executor;
    private final ThreadIdentity identity;

    ExecutorLoop(String name, ScheduledExecutorService executor) {
        this.name = name;
        this.executor = executor;
        identity = ThreadIdentity.of(executor);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is not: it is what cancel gets back
    public final Object schedule(Runnable task, long delayNanos) {
        return executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public final void cancel(Object timer) {
        ((Future<?>) timer).cancel(false);
    }

    @Override
    public final ThreadIdentity identity() {
        return identity;
    }

    @Override
    public final void close() {
        shutDown();
        Joining.join(identity.thread());
    }

    /** Makes the thread end. */
    abstract void shutDown();
}
