package org.mainspring.mainloop.glib;

import org.jspecify.annotations.Nullable;

/**
 * A callback that is called once, after which its source is destroyed.
 *
 * @param <T> the type of the data
 * @threads owner
 * @origin GLib GSourceOnceFunc
 */
@FunctionalInterface
public interface GSourceOnceFunc<T extends @Nullable Object> {
    /**
     * Called when the source is dispatched.
     *
     * @param user_data the data that the callback was set with
     * @throws Exception whatever it likes
     */
    void call(T user_data) throws Exception;
}
