package org.mainspring.mainloop;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * A task that posts itself again a number of times, for benchmarks of what a loop does to itself. Who waits for its end sleeps:
 * one who spins reads memory beside what the loop writes in each run, wherever the collector has put the two.
 */
final class Chain implements Runnable {
    private final Executor loop;
    private final Semaphore ended = new Semaphore(0);
    private int left; // handed over by execute and ended

    Chain(Executor loop) {
        this.loop = loop;
    }

    /** Waits until the loop has run it so often. */
    void runTimes(int times) {
        left = times;
        loop.execute(this);
        ended.acquireUninterruptibly();
    }

    @Override
    public void run() {
        left--;
        if (left > 0) {
            loop.execute(this);
        } else {
            ended.release();
        }
    }
}
