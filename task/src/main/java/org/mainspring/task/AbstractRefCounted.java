package org.mainspring.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * An object that counts its users, the first of whom is whoever has made it, and is disposed of by the last. One that
 * is dropped while it still has users is reported by {@link LeakDetector}, when that is switched on. One whose constructor
 * has thrown is reported as well: its first user never got it, and nothing tells it from one that was dropped.
 *
 * @threads any; it is disposed of on the thread that lets go last
 * @origin QEMU Object
 */
public abstract class AbstractRefCounted implements RefCounted {
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(AbstractRefCounted.class, "count", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile int count = 1;
    private final LeakDetector.@Nullable Watch leakWatch;

    /** An object with one user. */
    @SuppressWarnings("this-escape") // the detector keeps no more of it than a phantom reference
    protected AbstractRefCounted() {
        leakWatch = LeakDetector.watch(this, "", this, " dropped with a count that is not 0");
    }

    /** Called once, when the last user has let go. */
    protected abstract void dispose();

    /**
     * How many use it.
     *
     * @return the count; 0 once it is disposed of
     */
    public final int count() {
        return count;
    }

    @Override
    public final void retain() {
        change(1);
    }

    @Override
    public final void release() {
        if (change(-1) == 0) {
            try {
                LeakDetector.unwatch(leakWatch);
                dispose();
            } finally {
                Reference.reachabilityFence(this); // else it could be gone before the detector knows that it may
            }
        }
    }

    private int change(int by) {
        int before;
        do {
            before = count;
            if (before == 0) {
                throw new IllegalStateException("count is 0: " + this);
            }
        } while (!COUNT.compareAndSet(this, before, before + by));
        return before + by;
    }
}
