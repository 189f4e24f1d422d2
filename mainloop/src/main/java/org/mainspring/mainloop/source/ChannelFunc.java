package org.mainspring.mainloop.source;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;

/**
 * The callback of a channel watch, handed the object it was set with.
 *
 * <p>Whatever it throws ends its source; see the context's exception handler.
 *
 * @param <C> the type of the channel
 * @param <T> the type of that object
 * @threads owner
 * @origin GLib GUnixFDSourceFunc, GIOFunc
 */
@FunctionalInterface
public interface ChannelFunc<C extends SelectableChannel, T extends @Nullable Object> {
    /**
     * Called when the channel is ready.
     *
     * @param channel the channel
     * @param condition what it is ready for: of the watch's mask, and what nobody has to ask for
     * @param data the object that the callback was set with
     * @return true to keep the watch, false to destroy it
     * @throws Exception whatever it likes
     */
    boolean ready(C channel, IOCondition condition, T data) throws Exception;
}
