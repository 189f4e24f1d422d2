package org.mainspring.mainloop;

import java.io.IOException;
import org.mainspring.bench.latency.KernelState;
import org.mainspring.bench.peer.LoopPeer;

/** A loop that is woken once it is proven to sleep. */
final class SleepingLoop {
    private final LoopPeer loop;
    private final KernelState state;
    private final Runnable task = this::run;
    private volatile boolean ran;

    SleepingLoop(LoopPeer loop) throws IOException {
        this.loop = loop;
        state = KernelState.of(loop.threadId());
    }

    private void run() {
        ran = true;
    }

    /** Lets the loop fall asleep: the kernel says so. */
    void awaitAsleep() {
        ran = false;
        state.awaitAsleep(false);
    }

    /** Wakes it, and spins until the task has run. */
    void wake() {
        loop.execute(task);
        while (!ran) {
            Thread.onSpinWait();
        }
    }

    /** Looks no more; the loop stays. */
    void close() throws IOException {
        state.close();
    }
}
