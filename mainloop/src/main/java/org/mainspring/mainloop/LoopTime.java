package org.mainspring.mainloop;

import org.mainspring.mainloop.time.Clock;

/**
 * The time of a context: read from the clock when first asked for in an iteration, and the same until the next.
 *
 * @origin GLib g_source_get_time_ns
 */
final class LoopTime {
    private final Clock clock;
    private long nanos; // published by fresh
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
            fresh = true;
        }
        return now;
    }

    void makeStale() {
        if (fresh) {
            fresh = false;
        }
    }
}
