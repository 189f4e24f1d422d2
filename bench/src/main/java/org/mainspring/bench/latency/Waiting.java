package org.mainspring.bench.latency;

import java.util.concurrent.locks.LockSupport;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/** How the poster waits. */
final class Waiting {
    /** So much longer than asked may a sleep take, as a rule: timer slack, and the way out of a halt. */
    private static final long OVERSLEEP_NANOS = 300 * Nanos.PER_MICRO;

    private static final long NAP_NANOS = 20 * Nanos.PER_MICRO;

    private Waiting() {}

    /** Now, by the clock of every measurement here. */
    static long now() {
        return SystemClock.INSTANCE.nanos();
    }

    /** Sleeps for most of the time until a moment, and spins for the rest; so the processor is free for others. */
    static void until(long momentNanos) {
        for (long sleepNanos = momentNanos - now() - OVERSLEEP_NANOS;
                sleepNanos > 0;
                sleepNanos = momentNanos - now() - OVERSLEEP_NANOS) {
            LockSupport.parkNanos(sleepNanos);
        }
        spinUntil(momentNanos);
    }

    /** Spins until a moment. */
    static void spinUntil(long momentNanos) {
        while (now() - momentNanos < 0) {
            Thread.onSpinWait();
        }
    }

    /** A short sleep, in which another thread may have this processor. */
    static void nap() {
        LockSupport.parkNanos(NAP_NANOS);
    }
}
