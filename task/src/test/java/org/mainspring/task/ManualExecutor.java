package org.mainspring.task;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs nothing until it is told to, and then on the thread that tells it. */
final class ManualExecutor implements Executor {
    private final Queue<Runnable> jobs = new ArrayDeque<>();

    @Override
    public void execute(Runnable job) {
        jobs.add(job);
    }

    int size() {
        return jobs.size();
    }

    Runnable take() {
        return jobs.remove();
    }

    void runOne() {
        take().run();
    }

    void runAll() {
        while (!jobs.isEmpty()) {
            runOne();
        }
    }
}
