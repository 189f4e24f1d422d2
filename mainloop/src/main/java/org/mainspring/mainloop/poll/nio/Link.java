package org.mainspring.mainloop.poll.nio;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import org.mainspring.mainloop.poll.IOCondition;

/**
 * How far a channel's connection has come, which decides what conditions mean in selection operations.
 *
 * <p>An operation that cannot happen in a channel's state must not stay in its interest: the kernel would report it,
 * NIO would drop it, and the selector would spin.
 */
enum Link {
    /** Connected, or of a kind that never connects. The end of a stream is IN. */
    SETTLED {
        @Override
        int interest(int validOps, IOCondition mask) {
            int in = mask.contains(IOCondition.IN) ? OP_READ | OP_ACCEPT : 0;
            int out = mask.contains(IOCondition.OUT) ? OP_WRITE : 0;
            return validOps & (in | out);
        }

        @Override
        IOCondition seen(int readyOps) {
            IOCondition in = (readyOps & (OP_READ | OP_ACCEPT)) != 0 ? IOCondition.IN : IOCondition.NONE;
            return (readyOps & (OP_WRITE | OP_CONNECT)) != 0 ? in.or(IOCondition.OUT) : in;
        }
    },

    /**
     * A connect is under way. NIO reports the whole interest when the kernel says ERR or HUP, and no OP_READ
     * otherwise, so OP_READ serves as a probe for failure.
     */
    CONNECTING {
        @Override
        int interest(int validOps, IOCondition mask) {
            return SETTLED.interest(validOps, mask) == 0 ? 0 : OP_CONNECT | OP_READ;
        }

        @Override
        IOCondition seen(int readyOps) {
            return readyOps == (OP_CONNECT | OP_READ) ? FAILED : SETTLED.seen(readyOps);
        }
    },

    /** A socket that has not begun to connect: writable and hung up, says poll(2), for as long as it stays so. */
    UNCONNECTED {
        @Override
        int interest(int validOps, IOCondition mask) {
            return SETTLED.interest(validOps, mask);
        }

        @Override
        IOCondition seen(int readyOps) {
            return HUNG_UP;
        }
    };

    private static final IOCondition FAILED = IOCondition.OUT.or(IOCondition.ERR);
    private static final IOCondition HUNG_UP = IOCondition.OUT.or(IOCondition.HUP);

    static Link of(SelectableChannel channel) {
        if (!(channel instanceof SocketChannel socket)) {
            return SETTLED;
        }
        if (socket.isConnected()) {
            return SETTLED;
        }
        return socket.isConnectionPending() ? CONNECTING : UNCONNECTED;
    }

    /** The operations to select, for a union of masks. */
    abstract int interest(int validOps, IOCondition mask);

    /** The conditions that ready operations stand for. */
    abstract IOCondition seen(int readyOps);
}
