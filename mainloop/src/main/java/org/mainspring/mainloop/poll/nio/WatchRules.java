package org.mainspring.mainloop.poll.nio;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.nio.channels.SelectableChannel;
import java.nio.channels.spi.SelectorProvider;
import org.mainspring.mainloop.poll.IOCondition;

/** What a selector can watch, and for what. */
final class WatchRules {
    private static final IOCondition VISIBLE = IOCondition.IN.or(IOCondition.OUT);

    private WatchRules() {}

    /** Returns if a selector can watch it; a closed channel passes, for it is to be told NVAL by a poll. */
    static void validate(Object target, IOCondition events) {
        if (!(target instanceof SelectableChannel channel)) {
            throw new IllegalArgumentException(
                    "not a SelectableChannel: " + target.getClass().getName());
        }
        if (channel.provider() != SelectorProvider.provider()) {
            throw new IllegalArgumentException("a channel of another selector provider: " + channel);
        }
        validateEvents(channel, events);
        if (channel.isOpen() && channel.isBlocking()) {
            throw new BlockingChannelException(channel);
        }
    }

    private static void validateEvents(SelectableChannel channel, IOCondition events) {
        if (!events.intersects(VISIBLE)) {
            throw new IllegalArgumentException(
                    "a selector sees only IN and OUT, so this watch could never be ready: " + events);
        }
        if (events.contains(IOCondition.IN) && (channel.validOps() & (OP_READ | OP_ACCEPT)) == 0) {
            throw new IllegalArgumentException("neither read nor accept on this channel, so no IN: " + channel);
        }
        if (events.contains(IOCondition.OUT) && (channel.validOps() & (OP_WRITE | OP_CONNECT)) == 0) {
            throw new IllegalArgumentException("neither write nor connect on this channel, so no OUT: " + channel);
        }
    }
}
