package org.mainspring.mainloop;

import java.util.concurrent.atomic.AtomicLongArray;

/** A number that one thread increments and others read, on a cache line of its own. */
final class SingleWriterCount {
    private static final int LONGS = 33;
    private static final int MIDDLE = 16;

    private final AtomicLongArray line = new AtomicLongArray(LONGS);

    /** By the one thread only. */
    void increment() {
        line.lazySet(MIDDLE, line.getPlain(MIDDLE) + 1);
    }

    long value() {
        return line.get(MIDDLE);
    }
}
