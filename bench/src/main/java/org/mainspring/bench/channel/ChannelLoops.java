package org.mainspring.bench.channel;

import static org.mainspring.bench.peer.Peers.MAINSPRING;
import static org.mainspring.bench.peer.Peers.NETTY_EPOLL;
import static org.mainspring.bench.peer.Peers.NETTY_NIO;

import java.util.List;
import org.mainspring.bench.peer.MainspringLoop;
import org.mainspring.bench.peer.NettyLoop;
import org.mainspring.bench.peer.Peers;

/** The loops with channels by the names of the room {@code peer}. */
public final class ChannelLoops {
    private ChannelLoops() {}

    /**
     * The names of the peers that have channels.
     *
     * @return ours first
     */
    public static List<String> names() {
        return List.of(MAINSPRING, NETTY_NIO, NETTY_EPOLL);
    }

    /**
     * Opens a loop.
     *
     * @param name one of {@link #names}
     * @return to be closed
     * @throws IllegalArgumentException if no such loop has that name
     * @throws UnsupportedOperationException if it is not there
     */
    public static ChannelLoop open(String name) {
        return switch (name) {
            case MAINSPRING -> new MainspringChannelLoop((MainspringLoop) Peers.open(name));
            case NETTY_NIO -> new NettyChannelLoop((NettyLoop) Peers.open(name), NettyTransport.NIO);
            case NETTY_EPOLL -> new NettyChannelLoop((NettyLoop) Peers.open(name), NettyTransport.EPOLL);
            default -> throw new IllegalArgumentException("no channels: " + name);
        };
    }
}
