package org.mainspring.bench.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.result.Workloads;
import org.mainspring.bench.task.TaskLoop;
import org.mainspring.bench.task.TaskLoops;

/**
 * How many bytes does a task allocate, on the loop's thread and the worker's together, once the compiler has seen it often?
 *
 * <p>A whole task, {@code op=task}, is made and handed over on the loop, done by the worker, and has called back on the loop.
 * Its completion, {@code op=completion}, is what of that comes after the worker has it: the result is set, travels, and the
 * callback runs. A task is new each time, with all that it carries, and so is what an executor is handed: that belongs to the
 * task, not to its completion, which may use it again. The peers are counted in the same two parts.
 *
 * <p>The worker is this thread: what would be given to it is kept until so many tasks are there, and then run. It is
 * 100 completions ahead of the loop at most: a queue of more would grow for as long as it is so full, with us and with others.
 */
final class TaskRows {
    private static final int WARM_UPS = 5;
    private static final int BATCH = 10_000;
    private static final int BATCHES = 10;
    private static final int WINDOW = 100;

    private final Lines lines;
    private final AtomicLong ended = new AtomicLong(); // written by the loop
    private final Runnable home = ended::incrementAndGet;
    private final List<Runnable> handedOver = new ArrayList<>(BATCH); // written by the loop, then read here
    private final AtomicLong made = new AtomicLong(); // publishes it
    private long wantedMade;
    private long wantedEnded;

    TaskRows(Lines lines) {
        this.lines = lines;
    }

    void print() {
        TaskLoops.names().stream().filter(Peers::isAvailable).forEach(this::rows);
    }

    private void rows(String peer) {
        try (TaskLoop tasks = TaskLoops.open(peer, handedOver::add)) {
            Runnable makeAll = () -> makeAll(tasks);
            Thread loop = tasks.loop().thread();
            for (int i = 0; i < WARM_UPS; i++) {
                completionBytes(tasks, makeAll, loop);
                wholeBytes(tasks, makeAll, loop);
            }
            row("op=completion", peer, completionBytes(tasks, makeAll, loop));
            row("op=task", peer, wholeBytes(tasks, makeAll, loop));
        }
    }

    private void row(String params, String peer, long bytes) {
        lines.count(Workloads.TASK, params, peer, "bytes", (double) bytes / ((long) BATCH * BATCHES));
    }

    private long completionBytes(TaskLoop tasks, Runnable makeAll, Thread loop) {
        long sum = 0;
        for (int i = 0; i < BATCHES; i++) {
            make(tasks, makeAll);
            sum += Allocated.during(this::complete, Thread.currentThread(), loop);
        }
        return sum;
    }

    private long wholeBytes(TaskLoop tasks, Runnable makeAll, Thread loop) {
        Runnable batch = () -> {
            make(tasks, makeAll);
            complete();
        };
        long sum = 0;
        for (int i = 0; i < BATCHES; i++) {
            sum += Allocated.during(batch, Thread.currentThread(), loop);
        }
        return sum;
    }

    // ---- on this thread

    private void make(TaskLoop tasks, Runnable makeAll) {
        wantedMade += BATCH;
        tasks.loop().execute(makeAll);
        await(made, wantedMade);
    }

    private void complete() {
        for (int i = 0; i < BATCH; i++) {
            handedOver.get(i).run();
            wantedEnded++;
            await(ended, wantedEnded - WINDOW);
        }
        handedOver.clear();
        await(ended, wantedEnded);
    }

    private static void await(AtomicLong count, long wanted) {
        while (count.get() < wanted) {
            Thread.onSpinWait();
        }
    }

    // ---- on the loop's thread

    private void makeAll(TaskLoop tasks) {
        for (int i = 0; i < BATCH; i++) {
            tasks.run(home);
        }
        made.addAndGet(BATCH);
    }
}
