package org.mainspring.mainloop.concurrent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an executor service has taken on and not finished; and whether it takes on more.
 *
 * @param <T> what is taken on; compared by identity
 * @threads any
 */
final class Roster<T> {
    /*
     * A task:    -> waiting          admit()            waiting -> gone      withdraw(), drain()
     *            waiting -> running  begin()            running -> gone      end()
     *                                                   running -> waiting   rejoin(), then end()
     *
     * Several may be running, one within the other, since a task may iterate the context; all on the one thread that
     * owns the context.
     */
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<T> waiting = new LinkedHashSet<>(); // guarded by lock, as all below
    private boolean shutdown;
    private int running;
    private @Nullable Thread runner;
    private boolean interrupted;

    /** Takes a task on; false if nothing is taken on any more. */
    boolean admit(T task) {
        lock.lock();
        try {
            return !shutdown && waiting.add(task);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a task off that waits; false if it does not, since it was taken off, has ended or runs. */
    boolean withdraw(T task) {
        lock.lock();
        try {
            boolean there = waiting.remove(task);
            changed.signalAll();
            return there;
        } finally {
            lock.unlock();
        }
    }

    /** A task that waits begins to run on the calling thread; false if it does not wait. */
    boolean begin(T task) {
        lock.lock();
        try {
            if (!waiting.remove(task)) {
                return false;
            }
            running++;
            runner = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A task that runs wants to wait for another run as well; false if that is too late. */
    boolean rejoin(T task) {
        return admit(task);
    }

    /**
     * A task has run, on the calling thread. If it was interrupted by {@link #drain} meanwhile, that is taken back
     * when the outermost has run.
     */
    void end() {
        lock.lock();
        try {
            if (--running == 0) {
                runner = null;
                takeInterruptBack();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("ResultOfMethodCallIgnored") // asked for its effect
    private void takeInterruptBack() {
        if (interrupted) {
            interrupted = false;
            Thread.interrupted();
        }
    }

    /** Takes nothing on any more; gives back what waits, which stays. */
    List<T> shutDown() {
        lock.lock();
        try {
            shutdown = true;
            changed.signalAll();
            return new ArrayList<>(waiting);
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing on any more; takes off what waits, and interrupts what runs. */
    List<T> drain() {
        lock.lock();
        try {
            shutdown = true;
            List<T> drained = new ArrayList<>(waiting);
            waiting.clear();
            if (runner != null && !runner.isInterrupted()) {
                interrupted = true;
                runner.interrupt();
            }
            changed.signalAll();
            return drained;
        } finally {
            lock.unlock();
        }
    }

    boolean isShutdown() {
        lock.lock();
        try {
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return running == 0 && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Has those who wait in {@link #await} look again. */
    void nudge() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a condition that changes with this roster, or that somebody nudges about; false if the time was up first.
     *
     * @throws InterruptedException if the thread has to wait, and is interrupted then or was before
     */
    boolean await(BooleanSupplier condition, long timeoutNanos) throws InterruptedException {
        lock.lock();
        try {
            long restNanos = timeoutNanos;
            while (!condition.getAsBoolean()) {
                if (restNanos <= 0) {
                    return false;
                }
                restNanos = changed.awaitNanos(restNanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
