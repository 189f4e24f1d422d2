package org.mainspring.mainloop.source;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;

/**
 * The callback of a channel watch that needs no object handed to it.
 *
 * <p>Whatever it throws ends its source; see the context's exception handler.
 *
 * @param <C> the type of the channel
 * @threads owner
 * @origin GLib GUnixFDSourceFunc, with what it needs captured instead of passed
 */
@FunctionalInterface
public interface ChannelCallback<C extends SelectableChannel> extends ChannelFunc<C, @Nullable Object> {
    /**
     * Called when the channel is ready.
     *
     * @param channel the channel
     * @param condition what it is ready for: of the watch's mask, and what nobody has to ask for
     * @return true to keep the watch, false to destroy it
     * @throws Exception whatever it likes
     */
    boolean ready(C channel, IOCondition condition) throws Exception;

    @Override
    default boolean ready(C channel, IOCondition condition, @Nullable Object data) throws Exception {
        return ready(channel, condition);
    }
}
