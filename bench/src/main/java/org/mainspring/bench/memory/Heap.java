package org.mainspring.bench.memory;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** How much of the heap is in use after collections of everything that is not. */
final class Heap {
    private static final int COLLECTIONS = 3;
    private static final long PAUSE_NANOS = 2_000_000;

    private Heap() {}

    /**
     * What an object keeps that the supplier makes, with everything that it alone keeps. Another is made before, which is not
     * counted: with the first come classes, and what there is once in a process.
     *
     * @param maker makes it, and nothing else that stays; twice
     * @return bytes
     */
    static long kept(Supplier<?> maker) {
        Object first = maker.get();
        try {
            return keptOfOne(maker);
        } finally {
            Reference.reachabilityFence(first);
        }
    }

    private static long keptOfOne(Supplier<?> maker) {
        long before = used();
        Object made = maker.get();
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(made);
        }
    }

    /** Several collections, with time between them for what only then is let go: finalizers, references. */
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            LockSupport.parkNanos(PAUSE_NANOS);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
