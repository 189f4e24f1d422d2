package org.mainspring.mainloop.source;

import org.jspecify.annotations.Nullable;

/**
 * A kind of source: what the loop calls to learn whether a source is ready, and to run it.
 *
 * <p>Only {@link #dispatch} has to be there. A kind that becomes ready by its ready time or by its watches alone
 * needs nothing else and costs nothing while it is not ready. One that must be asked in every iteration also
 * implements {@link PrepareHook}, {@link CheckHook} or both; one that is ready in every iteration implements
 * {@link AlwaysReady}; one that has something to give back at the end implements {@link FinalizeHook}.
 *
 * <p>Whatever a hook throws ends its source; see the context's exception handler.
 *
 * @threads owner
 * @origin GLib GSourceFuncs
 */
public interface SourceFuncs {
    /**
     * Runs a source that is ready.
     *
     * @param self the source
     * @param callback its callback at this moment, or null if it has none
     * @return true to keep the source, false to destroy it
     * @throws Exception whatever the callback threw
     */
    boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception;

    /**
     * The type of function that {@link #dispatch} can call. Setting another as a callback is refused.
     *
     * @return {@link SourceFunc} unless the kind says otherwise
     */
    default Class<?> callbackType() {
        return SourceFunc.class;
    }

    /**
     * The name that sources of this kind are born with.
     *
     * @return null unless the kind says otherwise
     * @threads any
     */
    default @Nullable String initialName() {
        return null;
    }
}
