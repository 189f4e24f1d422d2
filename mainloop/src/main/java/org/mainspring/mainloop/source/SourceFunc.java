package org.mainspring.mainloop.source;

import org.jspecify.annotations.Nullable;

/**
 * A callback that is handed the object it was set with.
 *
 * <p>Whatever it throws ends its source; see the context's exception handler.
 *
 * @param <T> the type of that object
 * @threads owner
 * @origin GLib GSourceFunc
 */
@FunctionalInterface
public interface SourceFunc<T extends @Nullable Object> {
    /**
     * Called when the source is dispatched.
     *
     * @param data the object that the callback was set with
     * @return true to keep the source, false to destroy it
     * @throws Exception whatever it likes
     */
    boolean call(T data) throws Exception;
}
