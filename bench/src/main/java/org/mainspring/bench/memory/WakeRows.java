package org.mainspring.bench.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.mainspring.bench.machine.ThreadState;
import org.mainspring.bench.peer.CountingPollers;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.peer.ThreadIdentity;
import org.mainspring.bench.result.Workloads;
import org.mainspring.mainloop.LoopThread;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.concurrent.ContextExecutor;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.time.SystemClock;

/**
 * How often does a post wake the poller of a loop of ours? In a flood by one thread that is 1 000 posts ahead at most: as good
 * as never, unless the poster itself is held up. One by one, each when the kernel says that the loop sleeps: once. The peers
 * do not tell; for them the system calls are counted.
 */
final class WakeRows {
    private static final int FLOOD = 200_000;
    private static final int WINDOW = 1_000;
    private static final int SINGLE = 2_000;
    private static final String ONE_BY_ONE = "posters=1;how=one by one";

    private final Lines lines;
    private final CountingPollers pollers = new CountingPollers(NioPoller.PROVIDER);
    private final AtomicLong ran = new AtomicLong();
    private final Runnable task = ran::incrementAndGet;

    WakeRows(Lines lines) {
        this.lines = lines;
    }

    void print() {
        try (LoopThread loop = LoopThread.start(new MainContext(SystemClock.INSTANCE, pollers))) {
            Executor executor = ContextExecutor.of(loop.context());
            row("posters=1;how=flood", FLOOD, () -> flood(executor));
            oneByOne(executor, ThreadIdentity.of(executor).linuxId());
        }
    }

    private void oneByOne(Executor executor, long linuxId) {
        if (linuxId < 0) {
            lines.absent(Workloads.POST + " " + ONE_BY_ONE, "nobody but Linux tells whether a thread sleeps");
            return;
        }
        try (ThreadState loop = new ThreadState(linuxId)) {
            row(ONE_BY_ONE, SINGLE, () -> oneByOne(executor, loop));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Twice, of which the second is counted. */
    private void row(String params, int count, Runnable posts) {
        posts.run();
        long before = pollers.wakeups();
        posts.run();
        lines.count(
                Workloads.POST, params, Peers.MAINSPRING, "wake-ups", (double) (pollers.wakeups() - before) / count);
    }

    private void flood(Executor executor) {
        long from = ran.get();
        for (int i = 1; i <= FLOOD; i++) {
            executor.execute(task);
            awaitRan(from + i - WINDOW);
        }
        awaitRan(from + FLOOD);
    }

    private void oneByOne(Executor executor, ThreadState loop) {
        long from = ran.get();
        for (int i = 1; i <= SINGLE; i++) {
            loop.awaitAsleep();
            executor.execute(task);
            awaitRan(from + i);
        }
    }

    private void awaitRan(long least) {
        while (ran.get() < least) {
            Thread.onSpinWait();
        }
    }
}
