package org.mainspring.bench.peer;

import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.function.IntConsumer;

/**
 * Netty's scheduled tasks, on a loop that the benchmark's thread drives. Firing runs tasks only, and leaves channels alone.
 * All of Netty's loops keep their timers like this, whatever they poll with.
 */
final class NettyTimers extends ExecutorTimers implements DrivenTimers {
    private final ManualIoEventLoop loop;

    NettyTimers(String name, int timers, IntConsumer fired) {
        this(name, new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory()), timers, fired);
    }

    private NettyTimers(String name, ManualIoEventLoop loop, int timers, IntConsumer fired) {
        super(name, loop, timers, fired);
        this.loop = loop;
    }

    @Override
    public void fireDue() {
        loop.runNonBlockingTasks(0);
    }

    @Override
    public void close() {
        DrivenNettyLoop.end(loop);
    }
}
