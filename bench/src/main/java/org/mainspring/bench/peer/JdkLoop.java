package org.mainspring.bench.peer;

import java.util.concurrent.ForkJoinPool;
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
final class JdkLoop extends ExecutorLoop {
    private final ScheduledExecutorService executor;

    JdkLoop(String name, ScheduledExecutorService executor) {
        super(name, executor);
        this.executor = executor;
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
    void shutDown() {
        executor.shutdownNow();
    }
}
