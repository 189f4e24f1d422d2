package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.IdentityHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A thread that owns a context and iterates it until it is closed.
 *
 * <p>From before {@link #start} returns until its end, the thread owns the context and has it as its thread default. At
 * its end it closes the context: sources that are left are destroyed, their destroy notifies run on this thread.
 *
 * <p>An exception from a callback ends its source only. An error from a callback, or a poller that fails, ends the thread:
 * the context is closed, and then the thread's uncaught exception handler is told. So does a callback that releases the context
 * more often than it has acquired it; if another thread owns it by then, it is not closed.
 *
 * @threads any
 * @origin GLib a thread around g_main_loop_run; QEMU IOThread
 */
public final class LoopThread implements AutoCloseable {
    /*
     * No MainLoop: a quit before its run counts for nothing, and this thread may be told to quit before it has begun.
     */
    private static final String NAME = "loop-thread-";

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Who waits in {@link #close}, and for whom. Never a circle. */
    private static final IdentityHashMap<Thread, LoopThread> WAITS = new IdentityHashMap<>();

    private final MainContext context;
    private final Thread thread;
    private final CountDownLatch started = new CountDownLatch(1);
    private @Nullable RuntimeException refusal; // published by started
    private volatile boolean quitting;

    private LoopThread(MainContext context, ThreadFactory factory) {
        this.context = context;
        thread = requireNonNull(factory.newThread(this::run), "thread");
    }

    // ---- its start

    /**
     * Starts a daemon thread with a context of its own.
     *
     * @param name the name of the thread
     * @return the thread, which owns its context already
     */
    public static LoopThread start(String name) {
        return start(name, true);
    }

    /**
     * Starts a thread with a context of its own.
     *
     * @param name the name of the thread
     * @param daemon false if the process shall not end before the thread does
     * @return the thread, which owns its context already
     */
    public static LoopThread start(String name, boolean daemon) {
        requireNonNull(name, "name");
        return start(new MainContext(), body -> named(body, name, daemon));
    }

    /**
     * Starts a daemon thread for a context, and with a name of its own.
     *
     * @param context the context, which nobody owns; it is closed when the thread ends
     * @return the thread, which owns the context already
     * @throws IllegalArgumentException if it is the context of the process, which cannot be closed
     * @throws IllegalStateException if another thread owns the context, or it is closed
     */
    public static LoopThread start(MainContext context) {
        return start(context, body -> named(body, NAME + COUNT.incrementAndGet(), true));
    }

    /**
     * Starts a thread for a context.
     *
     * @param context the context, which nobody owns; it is closed when the thread ends
     * @param factory makes the thread; its name, its uncaught exception handler and all else are the factory's choice
     * @return the thread, which owns the context already
     * @throws IllegalArgumentException if it is the context of the process, which cannot be closed
     * @throws IllegalStateException if another thread owns the context, or it is closed
     */
    public static LoopThread start(MainContext context, ThreadFactory factory) {
        requireNonNull(context, "context");
        requireNonNull(factory, "factory");
        if (context == MainContext.getDefault()) {
            throw new IllegalArgumentException("the context of the process cannot be closed");
        }
        context.checkOpen();
        LoopThread created = new LoopThread(context, factory);
        created.thread.start();
        created.awaitStart();
        return created;
    }

    private static Thread named(Runnable body, String name, boolean daemon) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(daemon);
        return thread;
    }

    /** Interruption does not end the wait, which is short, and is kept for the caller. */
    private void awaitStart() {
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                started.await();
                done = true;
            } catch (InterruptedException early) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    // ---- its life

    private void run() {
        try {
            context.pushThreadDefault();
        } catch (IllegalStateException owned) {
            refusal = owned;
            return;
        } finally {
            started.countDown();
        }
        try (MainContext closedWhileOwned = context) {
            while (!quitting) {
                closedWhileOwned.checkOwner(); // a callback may have released it
                closedWhileOwned.iterate(true);
            }
        } finally {
            quitting = true;
            context.popThreadDefault();
        }
    }

    /**
     * The context.
     *
     * @return always the same; closed once the thread has ended
     */
    public MainContext context() {
        return context;
    }

    /**
     * The thread.
     *
     * @return always the same
     */
    public Thread thread() {
        return thread;
    }

    /**
     * Whether it goes on iterating.
     *
     * @return false once somebody has asked it to end, or it has ended by itself
     */
    public boolean isRunning() {
        return !quitting;
    }

    // ---- its end

    /**
     * Asks the thread to end, and does not wait: it ends after the iteration that it is in, whose batch it runs to its
     * end. What becomes ready later is destroyed without having run. A loop that a callback has nested is not ended by
     * this: the thread ends when it comes back from it. Nor is a callback that waits for something: it may wait for the
     * caller, who goes on.
     */
    public void quit() {
        quitting = true;
        context.wakeup();
    }

    /**
     * Asks the thread to end, as {@link #quit} does, and waits for its end; the context is closed then. Idempotent. Called
     * by the thread itself, it does not wait: the thread ends when the callback has returned.
     *
     * <p>Nor does it wait where the thread waits already, in this method and maybe by way of others, for the caller: of
     * threads that close each other the last to do so goes on, so that all end. Interruption does not end the wait, and is
     * kept for the caller.
     *
     * <p>That is all it knows. If a callback of the thread waits for the caller in any other way, for a lock of his, for a
     * result that he owes, or, without a limit, for the end of a task whose worker he is, then the two wait for each other
     * for ever. Who may be waited for in such a way calls {@link #quit}, and leaves the wait to another thread, or to
     * {@link Thread#join} of {@link #thread} when nobody waits for him any more.
     */
    @Override
    public void close() {
        quit();
        awaitEnd();
    }

    /** The second half of {@link #close}. */
    void awaitEnd() {
        Thread caller = Thread.currentThread();
        if (mayWait(caller)) {
            try {
                join();
            } finally {
                waitsNoMore(caller);
            }
        }
    }

    private boolean mayWait(Thread caller) {
        synchronized (WAITS) {
            for (@Nullable LoopThread each = this; each != null; each = WAITS.get(each.thread)) {
                if (each.thread == caller) {
                    return false;
                }
            }
            WAITS.put(caller, this);
            return true;
        }
    }

    private static void waitsNoMore(Thread caller) {
        synchronized (WAITS) {
            WAITS.remove(caller);
        }
    }

    private void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException early) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "LoopThread[" + thread + (isRunning() ? "]" : ", quitting]");
    }
}
