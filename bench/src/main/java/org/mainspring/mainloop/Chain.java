package org.mainspring.mainloop;

import java.util.concurrent.Executor;

/**
 * A task that posts itself again a number of times, for benchmarks of what a loop does to itself. Who waits for its end looks
 * at another cache line than the loop writes in each run.
 */
final class Chain implements Runnable {
    private final Executor loop;
    private final SingleWriterCount ended = new SingleWriterCount();
    private int left; // handed over by execute and ended

    Chain(Executor loop) {
        this.loop = loop;
    }

    /** Waits, spinning, until the loop has run it so often. */
    void runTimes(int times) {
        SingleWriterCount end = ended; // or each look would be at this object first, which the loop writes in each run
        long before = end.value();
        left = times;
        loop.execute(this);
        while (end.value() == before) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void run() {
        left--;
        if (left > 0) {
            loop.execute(this);
        } else {
            ended.increment();
        }
    }
}
