package org.mainspring.bench.peer;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An executor of the JDK with a single thread: a {@link ScheduledThreadPoolExecutor} that drops what is cancelled; or,
 * since 25, a {@link ForkJoinPool} in the mode that is meant for events, first in, first out, whose worker never times
 * out.
 *
 * <p>The fork-join pool keeps its timers on a second thread, which all pools share.
 *
 * @threads any
 */
final class JdkLoop implements LoopPeer {
    private final String name;
    private final ScheduledExecutorService executor;
    private final ThreadIdentity identity;

    JdkLoop(String name, ScheduledExecutorService executor) {
        this.name = name;
        this.executor = executor;
        identity = ThreadIdentity.of(executor);
    }

    static ScheduledExecutorService newThreadPool(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(body, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    static boolean isForkJoinPoolScheduling() {
        return ScheduledExecutorService.class.isAssignableFrom(ForkJoinPool.class);
    }

    /** Compiled for 17, where the pool cannot schedule; {@link #isForkJoinPoolScheduling} says whether this works. */
    static ScheduledExecutorService newForkJoinPool() {
        Object pool = new ForkJoinPool(
                1,
                ForkJoinPool.defaultForkJoinWorkerThreadFactory,
                null,
                true,
                1,
                1,
                1,
                null,
                Long.MAX_VALUE,
                TimeUnit.NANOSECONDS);
        return (ScheduledExecutorService) pool;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is not: it is what cancel gets back
    public Object schedule(Runnable task, long delayNanos) {
        return executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(Object timer) {
        ((Future<?>) timer).cancel(false);
    }

    @Override
    public Thread thread() {
        return identity.thread();
    }

    @Override
    public long threadId() {
        return identity.linuxId();
    }

    @Override
    public void close() {
        executor.shutdownNow();
        Joining.join(identity.thread());
    }
}
