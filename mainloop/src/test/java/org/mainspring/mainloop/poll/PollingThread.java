package org.mainspring.mainloop.poll;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** A thread that polls once, and can be proved to wait. */
public final class PollingThread {
    private final FutureTask<Boolean> poll;
    private final Thread thread;

    private PollingThread(Runnable body) {
        poll = new FutureTask<>(() -> {
            body.run();
            return Thread.currentThread().isInterrupted();
        });
        thread = new Thread(poll, "polling");
        thread.setDaemon(true);
    }

    /** Starts a poll. */
    public static PollingThread start(Runnable poll) {
        PollingThread polling = new PollingThread(requireNonNull(poll));
        polling.thread.start();
        return polling;
    }

    /** Returns once the thread waits in its poll. */
    public PollingThread awaitBlocked() {
        while (!isBlocked()) {
            if (poll.isDone()) {
                throw new AssertionError("the poll has returned");
            }
            Thread.yield();
        }
        return this;
    }

    public Thread thread() {
        return thread;
    }

    public boolean isBlocked() {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING || isSelecting();
    }

    /** Waits for the end of the poll; returns whether the thread's interrupt flag was set then. */
    public boolean join() throws Exception {
        boolean interrupted = poll.get();
        thread.join();
        return interrupted;
    }

    /** A thread that waits in the kernel counts as runnable; its stack tells. */
    private boolean isSelecting() {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0
                && stack[0].isNativeMethod()
                && Stream.of(stack)
                        .anyMatch(frame -> frame.getClassName().endsWith("SelectorPoller")
                                && frame.getMethodName().equals("await"));
    }
}
