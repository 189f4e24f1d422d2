package org.mainspring.task;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;

/**
 * A task in the hands of a worker, which runs when the race says so. What it writes is plain.
 *
 * <p>The actors and arbiters that many races share are here as ordinary methods: jcstress takes those of the class itself alone.
 */
abstract class StartedTask {
    private static final SilentLogger SILENT = new SilentLogger();
    private static final RejectedExecutionException REFUSAL = new RejectedExecutionException();

    final MainContext context = new MainContext();
    private @Nullable Runnable job;
    int written;
    int worked;
    int callbacks;
    int seen;
    int destroyed;
    int workerDestroyed;
    final IOTask<String, String> task = IOTask.of("source", (t, data) -> calledBack(), "data", data -> destroyed++);

    StartedTask() {
        task.runInThread(
                (self, data) -> work(self), "data", data -> workerDestroyed++, context, 0, handed -> job = handed);
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

    /** As when the executor throws; true if runInThread would throw the same. */
    boolean refuse() {
        return job instanceof WorkerRun handed && task.takeBack(handed, REFUSAL, SILENT);
    }

    /** Two digits, which say how often the worker's data was let go of, and the callback's. */
    int letGo() {
        return 10 * workerDestroyed + destroyed;
    }

    /** Waits for the worker until it would have to, unless the task is given up already; true if that completed it. */
    boolean tryWait() {
        try {
            return task.waitThread(Duration.ofNanos(1));
        } catch (IllegalStateException givenUp) {
            return false; // the others tell what became of it
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
