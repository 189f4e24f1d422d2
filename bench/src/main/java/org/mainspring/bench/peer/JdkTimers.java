package org.mainspring.bench.peer;

import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntConsumer;

/** Timers of an executor of the JDK, as {@link JdkLoop} opens it. */
final class JdkTimers extends ExecutorTimers implements ThreadedTimers {
    private final ScheduledExecutorService executor;
    private final ThreadIdentity identity;

    JdkTimers(String name, ScheduledExecutorService executor, int timers, IntConsumer fired) {
        super(name, executor, timers, fired);
        this.executor = executor;
        identity = ThreadIdentity.of(executor);
    }

    @Override
    public void occupy(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        Joining.join(identity.thread());
    }
}
