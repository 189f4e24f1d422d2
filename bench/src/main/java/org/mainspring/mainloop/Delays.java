package org.mainspring.mainloop;

import java.util.SplittableRandom;

/** How long the timers of benchmarks are armed for: an hour at least, so that none fires, and then in some order. */
final class Delays {
    static final long LEAST_NANOS = 3_600_000_000_000L;

    private static final long STEP_NANOS = 1_000_000;
    private static final int TABLE = 1 << 16;

    private final long[] nanos = new long[TABLE];
    private final boolean sorted;
    private int next;

    private Delays(boolean sorted) {
        this.sorted = sorted;
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < TABLE; i++) {
            nanos[i] = LEAST_NANOS + random.nextLong(LEAST_NANOS);
        }
    }

    /** Anywhere in the second hour, or ("sorted") each a millisecond after the one before. */
    static Delays of(String order) {
        return switch (order) {
            case "random" -> new Delays(false);
            case "sorted" -> new Delays(true);
            default -> throw new IllegalArgumentException("order: " + order);
        };
    }

    long nextNanos() {
        int index = next++;
        return sorted ? LEAST_NANOS + index * STEP_NANOS : nanos[index & (TABLE - 1)];
    }
}
