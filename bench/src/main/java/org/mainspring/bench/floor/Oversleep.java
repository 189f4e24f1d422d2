package org.mainspring.bench.floor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How late a thread wakes up that parks for some time, and has its processor for itself. */
final class Oversleep {
    private static final long[] MICROS = {100, 1_000};

    private Oversleep() {}

    static void measure(Effort effort, Lines lines) {
        for (long micros : MICROS) {
            long sleepNanos = TimeUnit.MICROSECONDS.toNanos(micros);
            sleep(sleepNanos, effort.nanos() / 2);
            lines.print("what=oversleep;interval=" + micros + "us;in=java", sleep(sleepNanos, 2 * effort.nanos()));
        }
    }

    private static Histogram sleep(long sleepNanos, long lengthNanos) {
        Histogram lateNanos = new Histogram(3);
        long untilNanos = System.nanoTime() + lengthNanos;
        for (long now = System.nanoTime(); now - untilNanos < 0; now = System.nanoTime()) {
            long dueNanos = now + sleepNanos;
            for (long left = sleepNanos; left > 0; left = dueNanos - System.nanoTime()) {
                LockSupport.parkNanos(lateNanos, left);
            }
            lateNanos.recordValue(System.nanoTime() - dueNanos);
        }
        return lateNanos;
    }
}
