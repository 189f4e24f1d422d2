package org.mainspring.bench.task;

import java.util.concurrent.Executor;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.MainspringLoop;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.task.IOTask;

/**
 * Ours: an {@code IOTask} each, whose completion arrives at idle priority, as is the rule.
 *
 * @threads any
 */
final class MainspringTaskLoop implements TaskLoop {
    private static final Integer RESULT = 42;

    private final MainspringLoop loop;
    private final Executor workers;

    MainspringTaskLoop(MainspringLoop loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    @Override
    public LoopPeer loop() {
        return loop;
    }

    @Override
    public void run(Runnable home) {
        IOTask<MainspringTaskLoop, Integer> task = IOTask.of(this, ended -> {
            ended.getOrThrow();
            home.run();
        });
        task.runInThread(working -> working.setResult(RESULT), loop.context(), Priority.DEFAULT_IDLE, workers);
    }

    @Override
    public void close() {
        loop.close();
    }
}
