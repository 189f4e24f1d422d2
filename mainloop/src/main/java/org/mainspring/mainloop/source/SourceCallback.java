package org.mainspring.mainloop.source;

import org.jspecify.annotations.Nullable;

/**
 * A callback that needs no object handed to it; so it is all that a kind of source has to be given.
 *
 * <p>Whatever it throws ends its source; see the context's exception handler.
 *
 * @threads owner
 * @origin GLib GSourceFunc, with what it needs captured instead of passed
 */
@FunctionalInterface
public interface SourceCallback extends SourceFunc<@Nullable Object>, Callback {
    /**
     * Does nothing, and keeps the source: for a child source that only has to wake its parent.
     *
     * @origin GLib g_source_set_dummy_callback
     */
    SourceCallback DUMMY = () -> true;

    /**
     * Called when the source is dispatched.
     *
     * @return true to keep the source, false to destroy it
     * @throws Exception whatever it likes
     */
    @Override
    boolean call() throws Exception;

    /**
     * Itself.
     *
     * @return this
     */
    @Override
    default Object function() {
        return this;
    }

    /**
     * Nothing.
     *
     * @return null
     */
    @Override
    default @Nullable Object data() {
        return null;
    }

    @Override
    default boolean call(@Nullable Object data) throws Exception {
        return call();
    }
}
