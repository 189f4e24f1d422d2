package org.mainspring.house;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread allocates, for the gates that say that it is nothing, or not much. */
public final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MEASUREMENTS = 10;

    private AllocatedBytes() {}

    /** By this thread in so many rounds. */
    public static long in(int rounds, Runnable round) {
        return in(rounds, round, Thread.currentThread());
    }

    /** By a thread while this one goes through so many rounds. */
    public static long in(int rounds, Runnable round, Thread thread) {
        return in(rounds, () -> {}, round, thread);
    }

    /** By this thread in so many rounds, without what it makes ready before each measurement of them. */
    public static long inPrepared(int rounds, Runnable makeReady, Runnable round) {
        return in(rounds, makeReady, round, Thread.currentThread());
    }

    /** The least of several measurements, because the machine may allocate in between for reasons of its own. */
    private static long in(int rounds, Runnable makeReady, Runnable round, Thread thread) {
        long least = Long.MAX_VALUE;
        for (int measurement = 0; measurement < MEASUREMENTS && least != 0; measurement++) {
            makeReady.run();
            long before = THREADS.getThreadAllocatedBytes(thread.getId());
            for (int i = 0; i < rounds; i++) {
                round.run();
            }
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread.getId()) - before);
        }
        return least;
    }
}
