package org.mainspring.bench.memory;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.function.Supplier;

/** How much of the heap is in use after collections of everything that is not. */
final class Heap {
    private static final int MOST_COLLECTIONS = 10;

    private Heap() {}

    /**
     * What an object keeps that the supplier makes, with everything that it alone keeps.
     *
     * @param maker makes it, and nothing else that stays
     * @return bytes
     */
    static long kept(Supplier<?> maker) {
        long before = used();
        Object made = maker.get();
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(made);
        }
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        long now = collected();
        for (int i = 0; i < MOST_COLLECTIONS && now < least; i++) {
            least = now;
            now = collected();
        }
        return Math.min(least, now);
    }

    private static long collected() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
