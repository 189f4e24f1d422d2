package org.mainspring.bench.peer;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Netty's event loop: a group of one, on Netty's own kind of thread. Tasks go by {@code execute}, timers by
 * {@code schedule} on the loop, cancelled without interruption.
 *
 * @threads any
 */
public final class NettyLoop extends ExecutorLoop {
    private final MultiThreadIoEventLoopGroup group;

    NettyLoop(String name, IoHandlerFactory io) {
        this(name, new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), io));
    }

    private NettyLoop(String name, MultiThreadIoEventLoopGroup group) {
        super(name, group.next());
        this.group = group;
    }

    /**
     * Netty's own loop, for its channels.
     *
     * @return always the same
     */
    public IoEventLoop loop() {
        return group.next(); // it has one
    }

    @Override
    void shutDown() {
        group.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS).syncUninterruptibly();
    }
}
