package org.mainspring.mainloop.glib;

import org.jspecify.annotations.Nullable;

/**
 * The callback of a child watch, with the numbers that C has.
 *
 * @param <T> the type of the data
 * @threads owner
 * @origin GLib GChildWatchFunc
 */
@FunctionalInterface
public interface GChildWatchFunc<T extends @Nullable Object> {
    /**
     * Called once, when the process has ended.
     *
     * @param pid the process
     * @param wait_status what waitpid would have said, as far as Java knows; -1 if it does not
     * @param user_data the data that the callback was set with
     * @throws Exception whatever it likes
     */
    void ended(long pid, int wait_status, T user_data) throws Exception;
}
