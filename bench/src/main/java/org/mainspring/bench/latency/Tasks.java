package org.mainspring.bench.latency;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.bench.circuit.TaskTrip;
import org.mainspring.bench.task.TaskLoop;
import org.mainspring.bench.task.TaskLoops;
import org.mainspring.bench.task.Workers;

/**
 * How long from a loop to a worker and home? With the open load a trip begins with a post to the loop, which is a hop more.
 *
 * <p>Workers of a pool are pinned there; others come and go, and only run where nothing is pinned.
 *
 * @param load how tasks come
 * @param outstanding how many at once with the closed load
 * @param workers what does them
 */
record Tasks(Load load, int outstanding, Workers workers) implements Experiment {
    @Override
    public String workload() {
        return "W9 task";
    }

    @Override
    public String params() {
        String first = load.isClosed() ? "outstanding=" + outstanding : "way=in-out-in" + load.params();
        return workers.params().isEmpty() ? first : first + ";" + workers.params();
    }

    @Override
    public List<String> peers() {
        return TaskLoops.names();
    }

    @Override
    public boolean suits(Placement placement) {
        return placement.isFree() == (workers.threads() == 0);
    }

    @Override
    public String whyAbsent() {
        return workers.whyAbsent();
    }

    @Override
    public Experiment hurried() {
        return new Tasks(load.hurried(), outstanding, workers);
    }

    @Override
    public Trial open(String peer, Placement placement) throws Exception {
        Executor opened = workers.open();
        TaskLoop loop = TaskLoops.open(peer, opened);
        placement.pinHere(loop.loop());
        pinAll(opened, placement);
        return new Worked(opened, new CircuitTrial(new TaskTrip(loop), load, outstanding));
    }

    /** Every thread of the pool waits for the others first, so each gets one of the tasks that pin. */
    private void pinAll(Executor pool, Placement placement) throws InterruptedException {
        CyclicBarrier all = new CyclicBarrier(Math.max(workers.threads(), 1));
        CountDownLatch pinned = new CountDownLatch(workers.threads());
        for (int i = 0; i < workers.threads(); i++) {
            pool.execute(() -> {
                await(all);
                placement.pinThere();
                pinned.countDown();
            });
        }
        pinned.await();
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await();
        } catch (InterruptedException | BrokenBarrierException unlikely) {
            throw new IllegalStateException(unlikely);
        }
    }

    private final class Worked implements Trial {
        private final Executor opened;
        private final Trial trial;

        Worked(Executor opened, Trial trial) {
            this.opened = opened;
            this.trial = trial;
        }

        @Override
        public void measure(long lengthNanos, SingleWriterRecorder recorder) throws Exception {
            trial.measure(lengthNanos, recorder);
        }

        @Override
        public void close() throws IOException {
            trial.close();
            workers.close(opened);
        }
    }
}
