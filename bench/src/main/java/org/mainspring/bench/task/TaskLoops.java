package org.mainspring.bench.task;

import static org.mainspring.bench.peer.Peers.MAINSPRING;
import static org.mainspring.bench.peer.Peers.NETTY_EPOLL;
import static org.mainspring.bench.peer.Peers.NETTY_NIO;

import java.util.List;
import java.util.concurrent.Executor;
import org.mainspring.bench.peer.MainspringLoop;
import org.mainspring.bench.peer.NettyLoop;
import org.mainspring.bench.peer.Peers;

/** The loops with tasks by name. */
public final class TaskLoops {
    /** The JDK's future, home on a loop of ours. */
    public static final String COMPLETABLE_FUTURE = "completable-future";

    /** The JDK's future, home on Netty's loop on the selector. */
    public static final String COMPLETABLE_FUTURE_NETTY = "completable-future-netty";

    private TaskLoops() {}

    /**
     * The names of the peers that have tasks.
     *
     * @return ours first
     */
    public static List<String> names() {
        return List.of(MAINSPRING, NETTY_NIO, NETTY_EPOLL, COMPLETABLE_FUTURE, COMPLETABLE_FUTURE_NETTY);
    }

    /**
     * Opens a loop.
     *
     * @param name one of {@link #names}
     * @param workers what its tasks run on; not closed with it
     * @return to be closed
     * @throws IllegalArgumentException if no such loop has that name
     * @throws UnsupportedOperationException if it is not there
     */
    public static TaskLoop open(String name, Executor workers) {
        return switch (name) {
            case MAINSPRING -> new MainspringTaskLoop((MainspringLoop) Peers.open(name), workers);
            case NETTY_NIO, NETTY_EPOLL -> new NettyTaskLoop((NettyLoop) Peers.open(name), workers);
            case COMPLETABLE_FUTURE -> new FutureTaskLoop(Peers.open(MAINSPRING), workers);
            case COMPLETABLE_FUTURE_NETTY -> new FutureTaskLoop(Peers.open(NETTY_NIO), workers);
            default -> throw new IllegalArgumentException("no tasks: " + name);
        };
    }
}
