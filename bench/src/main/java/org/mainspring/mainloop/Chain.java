package org.mainspring.mainloop;

import java.util.concurrent.Executor;

/** A task that posts itself again a number of times, for benchmarks of what a loop does to itself. */
final class Chain implements Runnable {
    private final Executor loop;
    private int left; // handed over by execute and done
    private volatile boolean done;

    Chain(Executor loop) {
        this.loop = loop;
    }

    /** Waits, spinning, until the loop has run it so often. */
    void runTimes(int times) {
        left = times;
        done = false;
        loop.execute(this);
        while (!done) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void run() {
        left--;
        if (left > 0) {
            loop.execute(this);
        } else {
            done = true;
        }
    }
}
