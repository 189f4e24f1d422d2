package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The threads of a test: all are joined, and what they throw is thrown again. */
final class TestThreads {
    /** Long enough for what must happen: {@code -Dmainspring.test.scale=5} for a slow machine. */
    static final long LONG_DELAY_SECONDS = 20L * Long.getLong("mainspring.test.scale", 1);

    private final List<Thread> threads = new ArrayList<>();
    private final List<FutureTask<?>> bodies = new ArrayList<>();

    /** Starts a thread. */
    Thread start(DrivenFixture.Action body) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            body.run();
            return null;
        });
        Thread thread = new Thread(task, "test-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
        bodies.add(task);
        thread.start();
        return thread;
    }

    /** Waits for the end of all that were started. */
    void join() throws Exception {
        for (FutureTask<?> body : bodies) {
            body.get(LONG_DELAY_SECONDS, TimeUnit.SECONDS);
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(LONG_DELAY_SECONDS));
        }
        threads.clear();
        bodies.clear();
    }

    /** What another thread gets, which has ended by then. */
    static <T> T elsewhere(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = new Thread(task, "elsewhere");
        thread.setDaemon(true);
        thread.start();
        try {
            T result = task.get(LONG_DELAY_SECONDS, TimeUnit.SECONDS);
            thread.join(TimeUnit.SECONDS.toMillis(LONG_DELAY_SECONDS));
            return result;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Has another thread do something, and waits for the end of it. */
    static void elsewhereDo(DrivenFixture.Action body) {
        elsewhere(() -> {
            body.run();
            return true;
        });
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LONG_DELAY_SECONDS, TimeUnit.SECONDS))
                .as("waited in vain")
                .isTrue();
    }

    /** Returns once a thread waits: parked, or in a selector. */
    static void awaitBlocked(Thread thread) throws InterruptedException {
        while (!isBlocked(thread)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("never blocked: " + thread);
            }
            assertThat(thread.isAlive()).as("%s lives", thread).isTrue();
            Thread.onSpinWait();
        }
    }

    private static boolean isBlocked(Thread thread) {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING || isSelecting(thread);
    }

    /** A thread that waits in the kernel counts as runnable; its stack tells. */
    private static boolean isSelecting(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0
                && stack[0].isNativeMethod()
                && Stream.of(stack)
                        .anyMatch(frame -> frame.getClassName().endsWith("SelectorPoller")
                                && frame.getMethodName().equals("await"));
    }
}
