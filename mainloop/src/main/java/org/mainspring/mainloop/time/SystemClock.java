package org.mainspring.mainloop.time;

/**
 * The clock of the machine, counted from the moment this class was loaded.
 *
 * <p>Counting from a point of its own keeps its readings far from the ends of {@code long}.
 *
 * @threads any
 * @origin GLib g_get_monotonic_time; there in microseconds, from boot
 */
public final class SystemClock implements Clock {
    /** The one system clock of this process. */
    public static final SystemClock INSTANCE = new SystemClock();

    private final long originNanos = System.nanoTime();

    private SystemClock() {}

    @Override
    public long nanos() {
        return System.nanoTime() - originNanos;
    }

    @Override
    public boolean isRealTime() {
        return true;
    }
}
