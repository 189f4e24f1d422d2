package org.mainspring.bench.memory;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/** What threads have allocated, as the JVM counts it. */
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
        long[] ids = new long[threads.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = threads[i].getId();
        }
        return LongStream.of(THREADS.getThreadAllocatedBytes(ids)).sum();
    }
}
