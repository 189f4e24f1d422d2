package org.mainspring.mainloop;

import java.util.concurrent.locks.LockSupport;

/** The one who wakes a sleeper for good, and helps if that was in vain: so a lost wake-up is a result, and no race that hangs. */
public final class OversleepHelp {
    private static final int SPINS = 20_000;
    private static final int MOST_NAPS = 1_000;
    private static final long NAP_NANOS = 1_000_000;

    /** Counted, not timed: when the machine has stood still, the sleeper gets his chance first. After the first failure it is 1, or all would take hours. */
    private static volatile int naps = MOST_NAPS;

    private volatile boolean up;

    /** Nobody sleeps yet. */
    public OversleepHelp() {}

    /** The sleeper is awake. */
    public void isUp() {
        up = true;
    }

    /** Waits until the sleeper is awake. Returns how often that took more than to have woken him: 0 or 1. */
    public int helpIfNeeded(Runnable rouse) {
        for (int i = 0; i < SPINS && !up; i++) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < naps && !up; i++) {
            LockSupport.parkNanos(NAP_NANOS);
        }
        if (up) {
            return 0;
        }
        naps = 1;
        while (!up) {
            rouse.run();
            LockSupport.parkNanos(NAP_NANOS);
        }
        return 1;
    }
}
