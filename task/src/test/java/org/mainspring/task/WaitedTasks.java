package org.mainspring.task;

import org.junit.jupiter.api.AfterEach;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;

/** Tasks that tell of their end, and workers that run when the test says so. */
abstract class WaitedTasks {
    final LoopDriver loop = LoopDriver.virtual();
    final ManualExecutor executor = new ManualExecutor();

    @AfterEach
    void close() {
        loop.close();
    }

    final IOTask<String, String> task(String name) {
        return IOTask.of(
                name, (t, data) -> loop.note("callback " + t.source()), name, data -> loop.note("destroy " + data));
    }

    final IOTask<String, String> started(String name) {
        IOTask<String, String> task = task(name);
        task.runInThread(t -> {}, loop.context(), Priority.DEFAULT_IDLE, executor);
        return task;
    }
}
