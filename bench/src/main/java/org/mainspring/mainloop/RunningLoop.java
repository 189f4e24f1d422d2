package org.mainspring.mainloop;

import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/** A context that a thread of its own runs, for benchmarks of what other threads do to it. */
final class RunningLoop {
    private static final long FALL_ASLEEP_NANOS = 50 * Nanos.PER_MICRO;

    final MainContext context = new MainContext();
    private final MainLoop loop = new MainLoop(context);
    private final Thread thread = new Thread(loop::run, "loop");

    RunningLoop() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until the loop has said that it sleeps, and as long again as it may need to do so. */
    void awaitBlocked() {
        while (!context.lifecycle.wakeWord.isSleeping()) {
            Thread.onSpinWait();
        }
        long untilNanos = SystemClock.INSTANCE.nanos() + FALL_ASLEEP_NANOS;
        while (SystemClock.INSTANCE.nanos() < untilNanos) {
            Thread.onSpinWait();
        }
    }

    /** Ends the loop, behind everything that was posted to it, and the context. */
    void end() throws InterruptedException {
        context.idleAdd(() -> {
            loop.quit();
            return Source.REMOVE;
        });
        thread.join();
        context.close();
    }
}
