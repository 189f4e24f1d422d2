package org.mainspring.bench.memory;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.mainspring.bench.peer.CountingPollers;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.result.Workloads;
import org.mainspring.mainloop.LoopThread;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.concurrent.ContextExecutor;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.time.SystemClock;

/**
 * How often does a post wake the poller of a loop of ours, in a flood by one thread that is 1 000 posts ahead at most, and
 * when each post waits for the one before? The peers do not tell; for them the system calls are counted.
 */
final class WakeRows {
    private static final int COUNT = 200_000;
    private static final int FEW = 2_000;

    private final Lines lines;
    private final AtomicLong ran = new AtomicLong();
    private final Runnable task = ran::incrementAndGet;

    WakeRows(Lines lines) {
        this.lines = lines;
    }

    void print() {
        row("flood", COUNT, 1_000);
        row("one by one", FEW, 0);
    }

    private void row(String how, int count, int window) {
        CountingPollers pollers = new CountingPollers(NioPoller.PROVIDER);
        MainContext context = new MainContext(SystemClock.INSTANCE, pollers);
        try (LoopThread loop = LoopThread.start(context)) {
            Executor executor = ContextExecutor.of(loop.context());
            post(executor, count, window);
            long before = pollers.wakeups();
            post(executor, count, window);
            double each = (double) (pollers.wakeups() - before) / count;
            lines.count(Workloads.POST, "posters=1;how=" + how, Peers.MAINSPRING, "wake-ups", each);
        }
    }

    private void post(Executor executor, int count, int window) {
        long from = ran.get();
        for (int i = 1; i <= count; i++) {
            executor.execute(task);
            while (ran.get() < from + i - window) {
                Thread.onSpinWait();
            }
        }
        while (ran.get() < from + count) {
            Thread.onSpinWait();
        }
    }
}
