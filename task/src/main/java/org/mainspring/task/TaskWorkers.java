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
 * What workers run on unless an executor is given with them. None ever waits there for another, whether that blocks or
 * computes: each has a thread of the system's of its own, named {@code io-task-worker-} and a number, a daemon, and kept for
 * a minute to be used again.
 *
 * <p>That is so on every release of Java: virtual threads are never the default, since workers that compute and never block
 * would hold up others there. Many that block are cheaper on {@link #VIRTUAL_THREADS}, for one task or, by
 * {@link #setExecutor}, for all.
 *
 * @threads any
 */
public final class TaskWorkers {
    private static final int UNPINNED = 24;
    private static final String NAME = "io-task-worker-";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Runs each worker on a thread of the system's. Nobody can shut it down. */
    public static final Executor SYSTEM_THREADS = systemThreads();

    /**
     * Runs each worker on a virtual thread, where one that blocks holds nobody up, which is from Java 24 on; else this is
     * {@link #SYSTEM_THREADS}. Virtual threads are not preempted: as many workers that compute and never block as there are
     * processors hold up all others.
     */
    public static final Executor VIRTUAL_THREADS =
            virtualThreads(Runtime.version().feature());

    private static volatile Executor executor = SYSTEM_THREADS;

    private TaskWorkers() {}

    /**
     * Says what runs the workers that come without an executor, in the whole process.
     *
     * @param next runs them from now on; null for {@link #SYSTEM_THREADS}, as at the start
     */
    public static void setExecutor(@Nullable Executor next) {
        executor = next == null ? SYSTEM_THREADS : next;
    }

    /**
     * What runs the workers that come without an executor.
     *
     * @return the one that was set last
     */
    public static Executor executor() {
        return executor;
    }

    /** What virtual threads are on a release of Java. */
    static Executor virtualThreads(int feature) {
        if (feature < UNPINNED) {
            return SYSTEM_THREADS;
        }
        ThreadFactory virtual = virtualThreads();
        return job -> requireNonNull(virtual.newThread(job), "thread").start();
    }

    /** The pool is hidden: from 19 on it is closed by whatever closes all that can be, and every task would be refused. */
    private static Executor systemThreads() {
        Executor pool = Executors.newCachedThreadPool(TaskWorkers::systemThread);
        return job -> pool.execute(job);
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
