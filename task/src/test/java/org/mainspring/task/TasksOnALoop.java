package org.mainspring.task;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;

/** Tasks with workers, whose order is fixed: workers run when the test says so, on its own thread. */
abstract class TasksOnALoop {
    final LoopDriver loop = LoopDriver.virtual();
    final MainContext context = loop.context();
    final ManualExecutor executor = new ManualExecutor();
    final List<Throwable> reported = new ArrayList<>();

    TasksOnALoop() {
        context.setExceptionHandler((source, thrown) -> reported.add(thrown));
    }

    @AfterEach
    void close() {
        loop.close();
    }

    final IOTask<String, String> task(String name) {
        return IOTask.of(name, t -> loop.note(t.source()));
    }

    final void start(IOTask<String, String> task) {
        start(task, Priority.DEFAULT_IDLE);
    }

    final void start(IOTask<String, String> task, int priority) {
        task.runInThread(t -> {}, context, priority, executor);
    }

    final DestroyNotify<String> destroy() {
        return data -> loop.note("destroy " + data);
    }

    static DestroyNotify<String> throwing(RuntimeException thrown) {
        return data -> {
            throw thrown;
        };
    }
}
