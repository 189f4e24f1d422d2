package org.mainspring.mainloop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.IndirectCallback;
import org.mainspring.mainloop.source.SourceHandle;

/** A callback that counts its users itself: one is the source, one each dispatch. */
final class IndirectRecord extends CallbackRecord {
    /*
     * state: BEGINNING for each claim whose ref() has not returned yet; RETIRED is added when no new one may begin.
     *
     * n           -> n+BEGINNING  claim()
     * n+BEGINNING -> n            begin(), after ref(); if only RETIRED is left, it gives the source's use back
     * 0           -> RETIRED      retire(): the retirer gives the source's use back, whoever else uses it
     * n > 0       -> n+RETIRED    retire(): not before those who begin have their own use
     */
    private static final int RETIRED = 1;
    private static final int BEGINNING = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(IndirectRecord.class, "state", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final IndirectCallback callback;

    @SuppressWarnings("UnusedVariable") // used through STATE
    private volatile int state;

    /** Whether the last ref() has thrown, so that its dispatch has no use to give back. Confined to the owner. */
    private boolean unused;

    IndirectRecord(IndirectCallback callback) {
        super(callback, null);
        this.callback = callback;
    }

    /** What it would call now, for one who only looks. */
    Callback get(SourceHandle source) {
        return callback.get(source);
    }

    @Override
    boolean claim() {
        int seen;
        do {
            seen = state;
            if ((seen & RETIRED) != 0) {
                return false;
            }
        } while (!STATE.compareAndSet(this, seen, seen + BEGINNING));
        return true;
    }

    @Override
    Callback begin(SourceHandle source) {
        unused = true;
        try {
            callback.ref();
            unused = false;
        } finally {
            if ((int) STATE.getAndAdd(this, -BEGINNING) == BEGINNING + RETIRED) {
                callback.unref();
            }
        }
        return callback.get(source);
    }

    @Override
    boolean release() {
        boolean used = !unused;
        unused = false;
        return used;
    }

    @Override
    boolean retire() {
        return (int) STATE.getAndBitwiseOr(this, RETIRED) == 0;
    }

    @Override
    void notifyDestroyed() {
        callback.unref();
    }
}
