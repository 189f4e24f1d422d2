package org.mainspring.mainloop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which thread holds a context: its owner, who may come in again and again; or, for a moment and without running
 * anybody's code, a thread that changes a context which nobody owns.
 */
final class Ownership {
    /** How {@link #enter} has let a thread in, or not. */
    enum Entry {
        /** The caller owns the context. */
        OWNER,
        /** Nobody did; the caller is inside until it calls {@link #leave}. */
        VISITOR,
        /** Another thread owns the context, or is about to. */
        REFUSED
    }

    /*
     * holder: null      -> thread   tryAcquire()        thread -> null   release(), the last
     *         null      -> VISITOR  enter()             VISITOR -> null  leave()
     *         dead      -> thread   tryAcquire(): what a thread that has died held is free again
     *         dead      -> null     isLeft(), by one who has posted to it
     *
     * One that waits for the context joins `waiters` before it looks at `holder` for the last time; one that frees
     * it clears `holder` before it looks at `waiters`. So at least one of them sees the other.
     */
    private static final Object VISITOR = new Object();
    private static final int SPINS_BEFORE_YIELD = 64;
    private static final long LOOK_FOR_DEAD_OWNER_NANOS = 100_000_000L;
    private static final VarHandle HOLDER;
    private static final VarHandle ACQUIRING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HOLDER = lookup.findVarHandle(Ownership.class, "holder", Object.class);
            ACQUIRING = lookup.findVarHandle(Ownership.class, "acquiring", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private static final class Waiter {
        final Thread thread = Thread.currentThread();
        volatile boolean turn;
    }

    private volatile @Nullable Object holder;
    private volatile int acquiring; // how many wait for a visitor to leave, to own the context
    private int acquisitions; // confined to the owner
    private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();

    boolean isHeldByCurrentThread() {
        return holder == Thread.currentThread();
    }

    @Nullable
    Thread owner() {
        return holder instanceof Thread thread ? thread : null;
    }

    boolean tryAcquire() {
        Thread me = Thread.currentThread();
        if (holder == me) {
            acquisitions++;
            return true;
        }
        if (!seize(me)) {
            return false;
        }
        acquisitions = 1;
        return true;
    }

    private boolean seize(Thread me) {
        Object seen = holder;
        while (seen == null || (seen instanceof Thread owner && !owner.isAlive())) {
            if (HOLDER.compareAndSet(this, seen, me)) {
                return true;
            }
            seen = holder;
        }
        return seen == VISITOR && seizeFromVisitors(me);
    }

    /** Visitors come one after the other if many threads attach; while somebody wants to own, no new one gets in. */
    private boolean seizeFromVisitors(Thread me) {
        ACQUIRING.getAndAdd(this, 1);
        try {
            Object seen = holder;
            for (int spins = 0; seen == VISITOR; spins++) {
                relax(spins);
                seen = HOLDER.compareAndSet(this, null, me) ? me : holder;
            }
            return seen == me || (seen == null && seize(me));
        } finally {
            ACQUIRING.getAndAdd(this, -1);
        }
    }

    /** Takes one acquisition back; true if it was the last. */
    boolean release() {
        if (!isHeldByCurrentThread()) {
            throw new IllegalStateException("released by " + Thread.currentThread() + ", owned by " + owner());
        }
        if (--acquisitions > 0) {
            return false;
        }
        holder = null;
        passOn();
        return true;
    }

    /** Whether nobody owns the context. If its owner has died, it is released here in his name. */
    boolean isLeft() {
        Object seen = holder;
        if (seen instanceof Thread owner) {
            if (owner.getState() != Thread.State.TERMINATED || owner.isAlive()) { // on 17 the second is a native call
                return false;
            }
            if (HOLDER.compareAndSet(this, owner, null)) {
                passOn();
            }
        }
        return true;
    }

    /** Takes one acquisition back if it is not the last; false if it is, or there is none, and nothing was done. */
    boolean releaseInner() {
        boolean inner = isHeldByCurrentThread() && acquisitions > 1;
        if (inner) {
            acquisitions--;
        }
        return inner;
    }

    Entry enter() {
        for (int spins = 0; ; spins++) {
            Object seen = holder;
            if (seen == Thread.currentThread()) {
                return Entry.OWNER;
            } else if (acquiring > 0 || (seen != null && seen != VISITOR)) {
                return Entry.REFUSED;
            } else if (seen == VISITOR) {
                relax(spins);
            } else if (HOLDER.compareAndSet(this, null, VISITOR)) {
                return Entry.VISITOR;
            }
        }
    }

    void leave(Entry entry) {
        if (entry == Entry.VISITOR) {
            holder = null;
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // a visitor inside may have lost its core: let it run
    private static void relax(int spins) {
        if (spins < SPINS_BEFORE_YIELD) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /**
     * Waits until the owner hands the context over, then tries to acquire it, once. Interruption does not end the
     * wait, and is kept for the caller.
     *
     * @param wanted when this turns false, the wait ends; see {@link #nudge}
     * @return whether it was acquired
     */
    boolean awaitHandOver(BooleanSupplier wanted) {
        Waiter self = new Waiter();
        waiters.add(self);
        boolean acquired = tryAcquire();
        boolean interrupted = false;
        while (!acquired && !self.turn && wanted.getAsBoolean() && !ownerIsDead()) {
            LockSupport.parkNanos(this, LOOK_FOR_DEAD_OWNER_NANOS);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        acquired = acquired || tryAcquire();
        boolean turnTaken = !waiters.remove(self);
        if (turnTaken && !acquired) {
            passOn(); // the turn was ours; somebody else may be waiting for it
        }
        return acquired;
    }

    private boolean ownerIsDead() {
        Thread owner = owner();
        return owner != null && !owner.isAlive();
    }

    private void passOn() {
        Waiter next = waiters.poll();
        if (next != null) {
            next.turn = true;
            LockSupport.unpark(next.thread);
        }
    }

    /** Makes everybody who waits look again whether he still wants to. */
    void nudge() {
        for (Waiter waiter : waiters) {
            LockSupport.unpark(waiter.thread);
        }
    }
}
