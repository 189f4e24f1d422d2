package org.mainspring.bench.latency;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Posts without end, and is held up by nothing but a window: so many tasks may wait on the loop at a time.
 *
 * @threads confined to the poster
 */
final class Flooder {
    private final Executor flood;
    private final long window;
    private final AtomicLong ran = new AtomicLong(); // written by the loop
    private final Runnable task = this::ran;
    private long posted;

    Flooder(Executor flood, long window) {
        this.flood = flood;
        this.window = window;
    }

    private void ran() {
        ran.lazySet(ran.getPlain() + 1);
    }

    /** Posts one task, if the window has room for it. */
    void offer() {
        if (posted - ran.get() < window) {
            flood.execute(task);
            posted++;
        } else {
            Thread.onSpinWait();
        }
    }

    /** Waits until the loop has run all that was posted. */
    void drain() {
        while (ran.get() < posted) {
            Waiting.nap();
        }
    }
}
