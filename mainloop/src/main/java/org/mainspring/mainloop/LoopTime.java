package org.mainspring.mainloop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.mainspring.mainloop.time.Clock;

/**
 * The time of a context: read from the clock when first asked for in an iteration, and the same until the next.
 *
 * @origin GLib g_source_get_time_ns
 */
final class LoopTime {
    private static final long STALE = Long.MIN_VALUE;
    private static final VarHandle NANOS;

    static {
        try {
            NANOS = MethodHandles.lookup().findVarHandle(LoopTime.class, "nanos", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Clock clock;

    /** Or STALE. The number is all that another thread wants to know, so no access orders others: a fence costs 8 ns. */
    private long nanos = STALE;

    LoopTime(Clock clock) {
        this.clock = clock;
    }

    /** The context's time. The holder of the context keeps it; others are told what they would have been told. */
    long nanos(boolean holder) {
        long kept = holder ? nanos : (long) NANOS.getOpaque(this);
        if (kept != STALE) {
            return kept;
        }
        long now = clock.nanos();
        if (holder) {
            NANOS.setOpaque(this, now);
        }
        return now;
    }

    /** The next who asks is told by the clock. Holder only. */
    void makeStale() {
        NANOS.setOpaque(this, STALE);
    }
}
