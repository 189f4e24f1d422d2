package org.mainspring.mainloop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock that is held for a few steps, none of them anybody else's code, and not taken again by who holds it. It is taken by
 * one atomic instruction and given back by a plain write, where a monitor needs two atomic ones; who finds it taken looks
 * again and again, more and more seldom.
 *
 * @threads any
 */
final class BriefLock {
    private static final int SPINS_BEFORE_YIELD = 64;
    private static final int SPINS_BEFORE_SLEEP = 256;
    private static final long SLEEP_NANOS = 50_000;
    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(BriefLock.class, "held", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile boolean held;

    void lock() {
        if (!HELD.compareAndSet(this, false, true)) {
            lockLater();
        }
    }

    void unlock() {
        HELD.setRelease(this, false);
    }

    /** Whether somebody holds it. */
    boolean isHeld() {
        return held;
    }

    private void lockLater() {
        int spins = 0;
        do {
            relax(spins++);
        } while (held || !HELD.compareAndSet(this, false, true));
    }

    @SuppressWarnings("ThreadPriorityCheck") // who holds it may have lost its core: let it run
    private void relax(int spins) {
        if (spins < SPINS_BEFORE_YIELD) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
            if (spins >= SPINS_BEFORE_SLEEP) { // whoever holds it walks over very many sources
                LockSupport.parkNanos(this, SLEEP_NANOS);
            }
        }
    }
}
