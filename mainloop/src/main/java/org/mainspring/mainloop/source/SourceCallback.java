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
