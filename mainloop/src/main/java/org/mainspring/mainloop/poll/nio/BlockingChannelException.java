package org.mainspring.mainloop.poll.nio;

import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;

/** {@link IllegalBlockingModeException}, which has no message of its own, with one. */
final class BlockingChannelException extends IllegalBlockingModeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    BlockingChannelException(SelectableChannel channel) {
        message = "only a non-blocking channel can be watched; call configureBlocking(false) first: " + channel;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
