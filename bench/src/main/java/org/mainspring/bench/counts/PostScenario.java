package org.mainspring.bench.counts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.mainspring.bench.machine.ThreadState;
import org.mainspring.bench.peer.LoopPeer;

/** Posts to a loop: each when it is proven to be blocked, or all in a flood, at most so many ahead. */
final class PostScenario implements Scenario {
    private static final int WINDOW = 10_000;

    private final LoopPeer loop;
    private final boolean isFlood;
    private final ThreadState state;
    private final AtomicLong ran = new AtomicLong();
    private final Runnable task = this::run;

    private PostScenario(LoopPeer loop, boolean isFlood) {
        this.loop = loop;
        this.isFlood = isFlood;
        state = new ThreadState(loop.threadId());
    }

    static PostScenario wake(LoopPeer loop) {
        return new PostScenario(loop, false);
    }

    static PostScenario flood(LoopPeer loop) {
        return new PostScenario(loop, true);
    }

    private void run() {
        ran.lazySet(ran.getPlain() + 1);
    }

    @Override
    public void run(int operations) {
        long before = ran.get();
        for (int i = 1; i <= operations; i++) {
            if (!isFlood) {
                state.awaitAsleep();
            }
            loop.execute(task);
            await(before + i - (isFlood ? WINDOW : 0));
        }
        await(before + operations);
    }

    private void await(long count) {
        while (ran.get() < count) {
            Thread.yield();
        }
    }

    @Override
    public long loopThread() {
        return loop.threadId();
    }

    @Override
    public void close() {
        try {
            loop.close();
            state.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
