package org.mainspring.bench.counts;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How much of a processor a thread has had, up to a moment.
 *
 * @param cpuNanos the time that it has run
 * @param wallNanos the moment, by the clock of the JVM
 */
record ThreadShare(long cpuNanos, long wallNanos) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double PERCENT = 100;

    /** Up to now. */
    static ThreadShare of(Thread thread) {
        return new ThreadShare(THREADS.getThreadCpuTime(thread.getId()), System.nanoTime());
    }

    /** Whether this JVM tells. */
    static boolean isTold() {
        return THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();
    }

    /** How much of a processor it has had since an earlier moment, in percent. */
    double percentSince(ThreadShare earlier) {
        return PERCENT * (cpuNanos - earlier.cpuNanos) / (wallNanos - earlier.wallNanos);
    }
}
