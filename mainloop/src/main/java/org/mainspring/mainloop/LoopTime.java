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
    private static final VarHandle FRESH;

    static {
        try {
            FRESH = MethodHandles.lookup().findVarHandle(LoopTime.class, "fresh", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Clock clock;
    private long nanos; // published by fresh

    /** The holder's writes of it are no volatile ones: other threads want to know nothing but the number, and a fence costs 8 ns. */
    private volatile boolean fresh;

    LoopTime(Clock clock) {
        this.clock = clock;
    }

    /** The context's time. The holder of the context keeps it; others are told what they would have been told. */
    long nanos(boolean holder) {
        if (fresh) {
            return nanos;
        }
        long now = clock.nanos();
        if (holder) {
            nanos = now;
            FRESH.setRelease(this, true);
        }
        return now;
    }

    /** The next who asks is told by the clock. Holder only. */
    void makeStale() {
        FRESH.setRelease(this, false);
    }
}
