package org.mainspring.bench.task;

import io.netty.util.concurrent.Promise;
import java.util.concurrent.Executor;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.NettyLoop;

/**
 * Netty: a promise of the loop, kept by a worker.
 *
 * @threads any
 */
final class NettyTaskLoop implements TaskLoop {
    private static final Integer RESULT = 42;

    private final NettyLoop loop;
    private final Executor workers;

    NettyTaskLoop(NettyLoop loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    @Override
    public LoopPeer loop() {
        return loop;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is the promise
    public void run(Runnable home) {
        Promise<Integer> promise = loop.loop().newPromise();
        promise.addListener(kept -> home.run());
        workers.execute(() -> promise.setSuccess(RESULT));
    }

    @Override
    public void close() {
        loop.close();
    }
}
