package org.mainspring.task;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;

/** A task that tells of its end, and a worker that runs when the test says so. */
abstract class CancellableTask {
    final LoopDriver loop = LoopDriver.virtual();
    final ManualExecutor executor = new ManualExecutor();
    final AtomicReference<Throwable> seen = new AtomicReference<>();
    final IOTask<String, String> task = IOTask.of(
            "source",
            (t, data) -> {
                loop.note("callback " + t.result());
                seen.set(t.propagateError());
            },
            "data",
            data -> loop.note("destroy " + data));

    @AfterEach
    void close() {
        loop.close();
    }

    final void start(IOTask.Worker<String, String> worker) {
        task.runInThread(worker, loop.context(), Priority.DEFAULT, executor);
    }
}
