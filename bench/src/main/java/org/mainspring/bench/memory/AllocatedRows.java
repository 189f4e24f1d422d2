package org.mainspring.bench.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.mainspring.bench.peer.DrivenTimers;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.peer.TimerPeer;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;

/**
 * How many bytes does each operation allocate, on the threads that take part in it, once the compiler has seen it often?
 * The tasks are made before.
 */
final class AllocatedRows {
    private static final int WARM_UPS = 3;
    private static final int COUNT = 100_000;
    private static final int WINDOW = 1_000;
    private static final int BETWEEN_LOOKS = 100;

    private final Lines lines;
    private final AtomicLong ran = new AtomicLong();
    private final Runnable task = ran::incrementAndGet;

    AllocatedRows(Lines lines) {
        this.lines = lines;
    }

    void print() {
        dispatch();
        for (String peer : Peers.loops()) {
            if (Peers.isAvailable(peer)) {
                post(peer);
            }
        }
        for (String peer : Peers.timers()) {
            if (Peers.isAvailable(peer)) {
                addAndRemove(peer);
            }
        }
        for (String peer : new String[] {Peers.MAINSPRING, Peers.MAINSPRING_READY_TIME, Peers.NETTY_NIO}) {
            rearm(peer);
        }
    }

    private void row(String operation, String peer, Runnable round, Thread... threads) {
        for (int i = 0; i < WARM_UPS; i++) {
            Allocated.during(round, threads); // counted as well: the first time the JVM loads what it counts by
        }
        lines.count("op=" + operation, peer, "bytes", (double) Allocated.during(round, threads) / COUNT);
    }

    private void dispatch() {
        MainContext context = new MainContext();
        context.tryAcquire();
        context.idleAdd(() -> {
            ran.incrementAndGet();
            return Source.CONTINUE;
        });
        row("dispatch", Peers.MAINSPRING, () -> times(() -> context.iteration(false)), Thread.currentThread());
        context.release();
        context.close();
    }

    private static void times(Runnable operation) {
        for (int i = 0; i < COUNT; i++) {
            operation.run();
        }
    }

    private void post(String peer) {
        try (LoopPeer loop = Peers.open(peer)) {
            row("post", peer, () -> flood(loop), Thread.currentThread(), loop.thread());
        }
    }

    private void flood(LoopPeer loop) {
        long from = ran.get();
        for (int i = 1; i <= COUNT; i++) {
            loop.execute(task);
            if (i % BETWEEN_LOOKS == 0) {
                awaitRan(from + i - WINDOW);
            }
        }
        awaitRan(from + COUNT);
    }

    private void awaitRan(long least) {
        while (ran.get() < least) {
            Thread.onSpinWait();
        }
    }

    /** On this thread; what a peer does afterwards on a thread of its own is not in it. */
    private void addAndRemove(String peer) {
        try (TimerPeer timers = Peers.openTimers(peer, 1, timer -> ran.incrementAndGet())) {
            row("add-remove", peer, () -> times(() -> addAndRemove(timers)), Thread.currentThread());
        }
    }

    private static void addAndRemove(TimerPeer timers) {
        timers.arm(0, Long.MAX_VALUE >> 2);
        timers.cancel(0);
    }

    private void rearm(String peer) {
        try (DrivenTimers timers = (DrivenTimers) Peers.openTimers(peer, 1, timer -> ran.incrementAndGet())) {
            timers.repeat(0, 1);
            row("rearm", peer, () -> fire(timers), Thread.currentThread());
            timers.cancel(0);
        }
    }

    private void fire(DrivenTimers timers) {
        long wanted = ran.get() + COUNT;
        while (ran.get() < wanted) {
            timers.fireDue();
        }
    }
}
