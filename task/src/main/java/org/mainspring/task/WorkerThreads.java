package org.mainspring.task;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that workers run on unless an executor is given: as many as there are workers at a time, so that none
 * ever waits for another. They are daemons, and one that was idle for a minute ends.
 */
final class WorkerThreads {
    static final Executor EXECUTOR = Executors.newCachedThreadPool(WorkerThreads::create);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private WorkerThreads() {}

    private static Thread create(Runnable job) {
        Thread thread = new Thread(null, job, "io-task-worker-" + COUNT.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
