package org.mainspring.mainloop;

import java.io.IOException;
import org.mainspring.bench.machine.Pause;
import org.mainspring.bench.machine.ThreadState;
import org.mainspring.bench.peer.LoopPeer;

/** A loop that is woken once it is proven to sleep. */
final class SleepingLoop {
    private final LoopPeer loop;
    private final ThreadState state;
    private final Runnable task = this::run;
    private volatile boolean ran;

    SleepingLoop(LoopPeer loop) {
        this.loop = loop;
        state = new ThreadState(loop.threadId());
    }

    private void run() {
        ran = true;
    }

    /** Lets the loop fall asleep: the kernel says so. */
    void awaitAsleep() {
        ran = false;
        state.awaitAsleep(Pause.SPIN);
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
