package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.DisposeHook;

/**
 * What few sources have: kept apart from them, since there may be a million that have none of it.
 *
 * @param <S> the sources
 * @threads any, but for the last walk
 */
final class SourceExtras<S> {
    private static final VarHandle DISPOSE_HOOK;
    private static final VarHandle FAMILY;
    private static final VarHandle WANTED_POSITION;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            DISPOSE_HOOK = lookup.findVarHandle(SourceExtras.class, "disposeHook", DisposeHook.class);
            FAMILY = lookup.findVarHandle(SourceExtras.class, "family", Family.class);
            WANTED_POSITION = lookup.findVarHandle(SourceExtras.class, "wantedPosition", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    volatile @Nullable String name;

    volatile WatchRecord @Nullable [] watches;

    /** The place that the source wants in its level, 0 for the one that it has. */
    volatile long wantedPosition;

    private volatile @Nullable DisposeHook disposeHook;
    private volatile @Nullable Family<S> family;

    /** The last walk in which the source was asked. Confined to whoever holds the context. */
    long askedInWalk;

    /** None, for a source that has the name it was born with. */
    SourceExtras(@Nullable String bornName) {
        name = bornName;
    }

    /** Its kin, if it has had any. */
    @Nullable
    Family<S> family() {
        return family;
    }

    /** Its kin, made if there was none. */
    Family<S> familyOrNew(S[] none) {
        Family<S> kin = family;
        if (kin == null) {
            Family<S> fresh = new Family<>(none);
            kin = FAMILY.compareAndSet(this, null, fresh) ? fresh : family();
        }
        return requireNonNull(kin);
    }

    @Nullable
    DisposeHook disposeHook() {
        return disposeHook;
    }

    /** Sets the dispose hook; false if there is one. */
    boolean setDispose(DisposeHook hook) {
        return DISPOSE_HOOK.compareAndSet(this, null, hook);
    }

    /** The place that was wanted last and not yet taken up; 0 if none. */
    long takeWantedPosition() {
        return wantedPosition == 0 ? 0 : (long) WANTED_POSITION.getAndSet(this, 0L);
    }
}
