package org.mainspring.bench.task;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mainspring.task.TaskWorkers;

/** What tasks may run on. */
public enum Workers {
    /** A pool of one thread. */
    POOL_1("pool=1", 1),

    /** A pool of four threads. */
    POOL_4("pool=4", 4),

    /** Those that the library takes when it is told nothing. */
    DEFAULT("pool=default", 0),

    /** A virtual thread each; from Java 21 on. */
    VIRTUAL("pool=virtual", 0),

    /** A thread of the system's each, which is QEMU's way. */
    THREAD_EACH("", 0);

    private static final int FIRST_VIRTUAL = 21;

    private final String params;
    private final int threads;

    Workers(String params, int threads) {
        this.params = params;
        this.threads = threads;
    }

    /**
     * How it is said in the params of a result.
     *
     * @return {@code pool=...}, or nothing for a thread each
     */
    public String params() {
        return params;
    }

    /**
     * How many threads there are.
     *
     * @return 0 if they come and go, so that nobody can pin them
     */
    public int threads() {
        return threads;
    }

    /**
     * Why this is not there.
     *
     * @return a sentence; empty if it is there
     */
    public String whyAbsent() {
        int feature = Runtime.version().feature();
        return this == VIRTUAL && feature < FIRST_VIRTUAL ? "Java " + feature + " has no virtual threads" : "";
    }

    /**
     * Opens it.
     *
     * @return to be given to {@link #close}
     */
    public Executor open() {
        return switch (this) {
            case POOL_1, POOL_4 -> Executors.newFixedThreadPool(threads, Workers::daemon);
            case DEFAULT -> TaskWorkers.executor();
            case VIRTUAL -> virtualThreads();
            case THREAD_EACH -> job -> daemon(job).start();
        };
    }

    /**
     * Ends what was opened, if it is a pool of ours.
     *
     * @param opened from {@link #open}
     */
    public void close(Executor opened) {
        if (threads > 0) {
            ((ExecutorService) opened).shutdown();
        }
    }

    private static Thread daemon(Runnable job) {
        Thread thread = new Thread(job, "worker");
        thread.setDaemon(true);
        return thread;
    }

    /** {@code Executors.newVirtualThreadPerTaskExecutor()}, which 17 does not know. */
    private static Executor virtualThreads() {
        try {
            return (Executor)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException absent) {
            throw new UnsupportedOperationException(absent);
        }
    }
}
