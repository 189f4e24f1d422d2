package org.mainspring.mainloop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.DestroyNotify;

/**
 * A callback with a destroy notify, which must run once, when the callback is retired and no call of it is running:
 * on the thread that retires it, or on the one whose call is the last to return.
 */
final class CountedCallback extends CallbackRecord {
    /*
     * uses: how many calls are running; RETIRED is added when no new one may begin.
     *
     * 0..n    -> 1..n+1     claim()
     * 1..n    -> 0..n-1     release()
     * 0       -> RETIRED    retire(): the retirer notifies
     * n > 0   -> RETIRED+n  retire(): the last release notifies
     * RETIRED+1 -> RETIRED  release(): the releaser notifies
     */
    private static final int RETIRED = Integer.MIN_VALUE;
    private static final VarHandle USES;

    static {
        try {
            USES = MethodHandles.lookup().findVarHandle(CountedCallback.class, "uses", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final DestroyNotify<@Nullable Object> notify;

    @SuppressWarnings("UnusedVariable") // used through USES
    private volatile int uses;

    CountedCallback(Object function, @Nullable Object data, DestroyNotify<@Nullable Object> notify) {
        super(function, data);
        this.notify = notify;
    }

    @Override
    boolean claim() {
        int seen;
        do {
            seen = uses;
            if (seen < 0) {
                return false;
            }
        } while (!USES.compareAndSet(this, seen, seen + 1));
        return true;
    }

    @Override
    boolean release() {
        return (int) USES.getAndAdd(this, -1) == RETIRED + 1;
    }

    @Override
    boolean retire() {
        return (int) USES.getAndBitwiseOr(this, RETIRED) == 0;
    }

    @Override
    @SuppressWarnings("NullAway") // whoever set the callback has tied notify and data
    void notifyDestroyed() {
        notify.destroy(data());
    }
}
