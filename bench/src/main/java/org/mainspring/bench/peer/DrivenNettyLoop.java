package org.mainspring.bench.peer;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Netty's loop for those who drive it themselves. Where it is to look at channels it runs as a whole, and looks even if
 * none is registered; where it is not, it runs tasks only.
 */
final class DrivenNettyLoop implements DrivenLoop {
    private final String name;
    private final boolean looks;
    private final ManualIoEventLoop loop;

    DrivenNettyLoop(String name, IoHandlerFactory io, boolean looks) {
        this.name = name;
        this.looks = looks;
        loop = new ManualIoEventLoop(Thread.currentThread(), io);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void iterate() {
        if (looks) {
            loop.runNow();
        } else {
            loop.runNonBlockingTasks(0);
        }
    }

    @Override
    public void close() {
        end(loop);
    }

    /** Such a loop shuts itself down as it runs. */
    static void end(ManualIoEventLoop loop) {
        Future<?> terminated = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        while (!terminated.isDone()) {
            loop.runNow();
        }
    }
}
