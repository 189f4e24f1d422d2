package org.mainspring.bench.memory;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What threads have allocated, as the JVM counts it. To look at it allocates nothing, which would be counted as well. */
final class Allocated {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocated() {}

    /**
     * What threads allocate while something runs.
     *
     * @param task runs on the calling thread, and is over when all that it has caused is over
     * @param threads the threads, which live throughout
     * @return bytes
     */
    static long during(Runnable task, Thread... threads) {
        long before = sum(threads);
        task.run();
        return sum(threads) - before;
    }

    private static long sum(Thread[] threads) {
        long sum = 0;
        for (Thread thread : threads) {
            sum += THREADS.getThreadAllocatedBytes(thread.getId());
        }
        return sum;
    }
}
