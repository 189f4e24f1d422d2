package org.mainspring.bench.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.mainspring.bench.peer.LoopPeer;

/**
 * The JDK's future: supplied by a worker, accepted on the loop.
 *
 * @threads any
 */
final class FutureTaskLoop implements TaskLoop {
    private static final Integer RESULT = 42;

    private final LoopPeer loop;
    private final Executor workers;

    FutureTaskLoop(LoopPeer loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    @Override
    public LoopPeer loop() {
        return loop;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nothing depends on it
    public void run(Runnable home) {
        CompletableFuture.supplyAsync(() -> RESULT, workers).thenAcceptAsync(result -> home.run(), loop);
    }

    @Override
    public void close() {
        loop.close();
    }
}
