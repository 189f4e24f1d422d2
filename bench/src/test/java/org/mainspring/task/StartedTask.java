package org.mainspring.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;

/** A task in the hands of a worker, which runs when the race says so. What it writes is plain. */
abstract class StartedTask {
    final MainContext context = new MainContext();
    private @Nullable Runnable job;
    int written;
    int worked;
    int callbacks;
    int seen;
    int destroyed;
    final IOTask<String, String> task = IOTask.of("source", (t, data) -> calledBack(), "data", data -> destroyed++);

    StartedTask() {
        task.runInThread(this::work, context, 0, handed -> job = handed);
    }

    void work(IOTask<String, String> self) throws Exception {
        written = 42;
        worked++;
    }

    private void calledBack() {
        callbacks++;
        seen = written;
    }

    void runWorker() {
        Runnable handed = job;
        if (handed != null) {
            handed.run();
        }
    }

    /** As when the executor throws. */
    void withdraw() {
        if (job instanceof WorkerRun handed) {
            handed.withdraw();
        }
    }

    /** Waits for the worker until it would have to, unless the task is given up already. */
    void tryWait() {
        try {
            task.waitThread(Duration.ofNanos(1));
        } catch (IllegalStateException givenUp) {
            // the others tell what became of it
        }
    }

    /** Closes the context, unless somebody owns it; true if so. */
    boolean tryClose() {
        try {
            context.close();
            return true;
        } catch (IllegalStateException owned) {
            return false;
        }
    }

    /** One iteration; gives whether something was found. */
    boolean iterate() {
        return context.iteration(false);
    }
}
