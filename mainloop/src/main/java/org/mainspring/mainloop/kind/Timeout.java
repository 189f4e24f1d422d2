package org.mainspring.mainloop.kind;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.AttachHook;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

/**
 * A timeout: ready once per interval, until its callback asks to be removed.
 *
 * <p>Whoever makes the source sets its first ready time, to {@link #firstExpiry}. Each later one counts from the
 * loop time of the iteration that dispatched it, so lateness is kept, never made up.
 *
 * @threads owner
 * @origin GLib g_timeout_source_new_ns; g_timeout_source_new in milliseconds
 */
public class Timeout implements AttachHook {
    private final long intervalNanos;
    private final Clock clock;

    /**
     * A kind for timeouts of one interval.
     *
     * @param intervalNanos nanoseconds between dispatches
     * @param clock the clock by which whoever makes the source has set its first ready time
     * @throws IllegalArgumentException if {@code intervalNanos < 0}
     */
    public Timeout(long intervalNanos, Clock clock) {
        if (intervalNanos < 0) {
            throw new IllegalArgumentException("interval < 0: " + intervalNanos);
        }
        this.intervalNanos = intervalNanos;
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * The first ready time, counted from now.
     *
     * @return a moment of the clock; {@link Nanos#NEVER} if it lies past the end of time
     */
    public final long firstExpiry() {
        return expiryAfter(clock.nanos());
    }

    /** A source that goes to a context with another clock than it was armed by is armed anew. */
    @Override
    public final void attaching(SourceHandle self, Clock contextClock) {
        if (contextClock != clock) {
            self.setReadyTimeNanos(expiryAfter(contextClock.nanos()));
        }
    }

    /**
     * The interval.
     *
     * @return nanoseconds
     */
    public final long intervalNanos() {
        return intervalNanos;
    }

    /**
     * When a timeout that is armed now is to go off.
     *
     * @param nowNanos the present moment
     * @return that moment; {@link Nanos#NEVER} if it lies past the end of time
     */
    public long expiryAfter(long nowNanos) {
        return Nanos.after(nowNanos, intervalNanos);
    }

    @Override
    public final boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        if (callback == null) {
            self.report(Diagnostic.NO_CALLBACK, "timeout source dispatched without callback: call setCallback()");
            return false;
        }
        boolean again = callback.call();
        if (again) {
            self.setReadyTimeNanos(expiryAfter(self.timeNanos()));
        }
        return again;
    }
}
