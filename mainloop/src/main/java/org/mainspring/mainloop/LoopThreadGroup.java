package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of {@link LoopThread}s, each with a context of its own, that take turns: what is spread over them stays
 * where it was put.
 *
 * @threads any
 */
public final class LoopThreadGroup implements AutoCloseable {
    private final List<LoopThread> threads;
    private final AtomicInteger turn = new AtomicInteger();

    private LoopThreadGroup(List<LoopThread> threads) {
        this.threads = threads;
    }

    /**
     * Starts a group of daemon threads.
     *
     * @param name the threads are called by it, with {@code -0}, {@code -1} and so on behind it
     * @param size how many there are
     * @return the group, whose threads run already
     * @throws IllegalArgumentException if {@code size < 1}
     */
    public static LoopThreadGroup start(String name, int size) {
        requireNonNull(name, "name");
        AtomicInteger count = new AtomicInteger();
        return start(size, body -> {
            Thread thread = new Thread(body, name + "-" + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a group.
     *
     * @param size how many threads there are
     * @param factory makes each thread; if it fails, those started before are closed
     * @return the group, whose threads run already
     * @throws IllegalArgumentException if {@code size < 1}
     */
    public static LoopThreadGroup start(int size, ThreadFactory factory) {
        requireNonNull(factory, "factory");
        if (size < 1) {
            throw new IllegalArgumentException("size < 1: " + size);
        }
        List<LoopThread> started = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                started.add(LoopThread.start(new MainContext(), factory));
            }
        } catch (RuntimeException | Error failure) {
            new LoopThreadGroup(started).close();
            throw failure;
        }
        return new LoopThreadGroup(List.copyOf(started));
    }

    /**
     * The thread whose turn it is: each one in its turn, then the first again.
     *
     * @return one of the group
     */
    public LoopThread next() {
        return threads.get(Math.floorMod(turn.getAndIncrement(), threads.size()));
    }

    /**
     * All of them, in the order of their turns.
     *
     * @return a list that never changes
     */
    public List<LoopThread> threads() {
        return threads;
    }

    /**
     * Asks all threads to end, then waits for the end of all. Idempotent. Called by one of them, it does not wait: each
     * ends after the iteration that it is in. Nor does it wait for one that waits for the caller in this method or in that
     * of {@link LoopThread#close}, which says what becomes of other waits.
     *
     * <p>One that cannot be woken, since what it polls with fails to, does not keep the others: they are asked and waited
     * for all the same, and it ends when its poll does. What waking it threw, is thrown at the end; of several failures the
     * first, with the others as suppressed.
     */
    @Override
    public void close() {
        List<LoopThread> asked = new ArrayList<>();
        Throwable failure = null;
        for (LoopThread each : threads) {
            try {
                each.quit();
                asked.add(each);
            } catch (RuntimeException | Error thrown) {
                failure = Endings.first(failure, thrown);
            }
        }
        if (threads.stream().noneMatch(each -> each.thread() == Thread.currentThread())) {
            asked.forEach(LoopThread::awaitEnd);
        }
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
    }
}
