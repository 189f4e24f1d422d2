package org.mainspring.mainloop.source;

import org.jspecify.annotations.Nullable;

/**
 * A callback that needs no object handed to it.
 *
 * <p>Whatever it throws ends its source; see the context's exception handler.
 *
 * @threads owner
 * @origin GLib GSourceFunc, with what it needs captured instead of passed
 */
@FunctionalInterface
public interface SourceCallback extends SourceFunc<@Nullable Object> {
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
    boolean call() throws Exception;

    @Override
    default boolean call(@Nullable Object data) throws Exception {
        return call();
    }
}
