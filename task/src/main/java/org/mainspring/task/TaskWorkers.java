package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What workers run on unless an executor is given with them. None ever waits there for another: each has a thread of
 * its own, named {@code io-task-worker-} and a number, and a daemon.
 *
 * <p>The threads are virtual ones where a virtual thread that blocks holds nobody up, which is from Java 24 on; else
 * they are those of the system, and kept for a minute to be used again. A virtual thread that computes without ever
 * blocking holds up others once there are as many of its like as processors: give such workers {@link #SYSTEM_THREADS}.
 *
 * @threads any
 */
public final class TaskWorkers {
    private static final int UNPINNED = 24;
    private static final String NAME = "io-task-worker-";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Runs each worker on a thread of the system's, whatever the release of Java. */
    public static final Executor SYSTEM_THREADS = Executors.newCachedThreadPool(TaskWorkers::systemThread);

    private static final Executor OWN_THREADS = ownThreads(Runtime.version().feature());

    private static volatile Executor executor = OWN_THREADS;

    private TaskWorkers() {}

    /**
     * Says what runs the workers that come without an executor, in the whole process.
     *
     * @param next runs them from now on; null for what does so at the start
     */
    public static void setExecutor(@Nullable Executor next) {
        executor = next == null ? OWN_THREADS : next;
    }

    /**
     * What runs the workers that come without an executor.
     *
     * @return the one that was set last
     */
    public static Executor executor() {
        return executor;
    }

    /** What runs them at the start, on a release of Java. */
    static Executor ownThreads(int feature) {
        if (feature < UNPINNED) {
            return SYSTEM_THREADS;
        }
        ThreadFactory virtual = virtualThreads();
        return job -> requireNonNull(virtual.newThread(job), "thread").start();
    }

    private static Thread systemThread(Runnable job) {
        Thread thread = new Thread(null, job, NAME + COUNT.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** {@code Thread.ofVirtual().name(NAME, 1).factory()}, which 17 does not know. */
    private static ThreadFactory virtualThreads() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object unnamed = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual))
                    .invoke();
            Object named = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class))
                    .invoke(unnamed, NAME, 1L);
            return (ThreadFactory) lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
                    .invoke(named);
        } catch (Throwable impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
