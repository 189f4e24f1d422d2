package org.mainspring.mainloop.source;

import org.jspecify.annotations.Nullable;

/**
 * Told that the object which a callback was set with is no longer needed: exactly once, after the last call of
 * the callback has returned, with no lock held.
 *
 * @param <T> the type of that object
 * @threads the one that ended the callback; the owner's if it was running then
 * @origin GLib GDestroyNotify
 */
@FunctionalInterface
public interface DestroyNotify<T extends @Nullable Object> {
    /**
     * Called when the object is let go.
     *
     * @param data the object
     */
    void destroy(T data);
}
