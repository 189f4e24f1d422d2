package org.mainspring.mainloop.glib;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/**
 * The callback of a channel watch, with the condition as the bits that C has.
 *
 * @param <C> the type of the channel
 * @param <T> the type of the data
 * @threads owner
 * @origin GLib GUnixFDSourceFunc, GIOFunc
 */
@FunctionalInterface
public interface GUnixFDSourceFunc<C extends SelectableChannel, T extends @Nullable Object> {
    /**
     * Called when the channel is ready.
     *
     * @param fd the channel
     * @param condition what it is ready for
     * @param user_data the data that the callback was set with
     * @return true to keep the watch, false to destroy it
     * @throws Exception whatever it likes
     */
    boolean ready(C fd, int condition, T user_data) throws Exception;
}
