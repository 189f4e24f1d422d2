package org.mainspring.bench.peer;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Netty's event loop: a group of one, on Netty's own kind of thread. Tasks go by {@code execute}, timers by
 * {@code schedule} on the loop, cancelled without interruption.
 *
 * @threads any
 */
public final class NettyLoop implements LoopPeer {
    private final String name;
    private final MultiThreadIoEventLoopGroup group;
    private final IoEventLoop loop;
    private final ThreadIdentity identity;

    NettyLoop(String name, IoHandlerFactory io) {
        this.name = name;
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), io);
        loop = group.next();
        identity = ThreadIdentity.of(loop);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * Netty's own loop, for its channels.
     *
     * @return always the same
     */
    public IoEventLoop loop() {
        return loop;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is not: it is what cancel gets back
    public Object schedule(Runnable task, long delayNanos) {
        return loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(Object timer) {
        ((Future<?>) timer).cancel(false);
    }

    @Override
    public Thread thread() {
        return identity.thread();
    }

    @Override
    public long threadId() {
        return identity.linuxId();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS).syncUninterruptibly();
        Joining.join(identity.thread());
    }
}
