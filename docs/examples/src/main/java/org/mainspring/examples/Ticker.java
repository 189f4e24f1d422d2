package org.mainspring.examples;

import java.time.Duration;
import java.util.Arrays;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.Nanos;

/**
 * A timeout that does nothing but look how late it is.
 *
 * <p>Each deadline lies one interval behind the loop time of the iteration that ran the one before: lateness is kept,
 * never made up, and a timeout never runs early.
 *
 * @threads confined to the thread of the loop
 */
final class Ticker {
    private static final int FIRST_CAPACITY = 1024;

    private final MainContext context;
    private final long intervalNanos;
    private final Ledger ledger;
    private final Source source;
    private long dueNanos;
    private long[] latenessNanos = new long[FIRST_CAPACITY];
    private int ticks;

    /** A ticker that ticks from now on. */
    Ticker(MainContext context, Duration interval, Ledger ledger) {
        this.context = context;
        this.ledger = ledger;
        intervalNanos = interval.toNanos();
        dueNanos = context.clock().nanos() + intervalNanos;
        // g_timeout_add_full
        source = context.timeoutAdd(Priority.DEFAULT, interval, Ticker::tick, this, ledger.told("the ticking timeout"));
    }

    private boolean tick() {
        ledger.callback("tick");
        if (ticks == latenessNanos.length) {
            latenessNanos = Arrays.copyOf(latenessNanos, ticks * 2);
        }
        latenessNanos[ticks++] = context.clock().nanos() - dueNanos;
        dueNanos = source.timeNanos() + intervalNanos;
        return Source.CONTINUE;
    }

    /** Ticks no more. */
    void stop() {
        source.destroy();
        Arrays.sort(latenessNanos, 0, ticks);
    }

    /** Once stopped: prints what was measured. */
    void report(Narrator narrator) {
        narrator.print(Narrator.format(
                "  %d ticks of %d ms; late by %d us (p50), %d us (p99), %d us (max)",
                ticks, intervalNanos / Nanos.PER_MILLI, latenessMicros(50), latenessMicros(99), latenessMicros(100)));
    }

    /** Once stopped: checks what must hold. */
    void check(Checks checks, int leastTicks) {
        checks.atLeast("ticks meanwhile", leastTicks, ticks);
        checks.equal("ticks that came early", 0L, early());
    }

    private long early() {
        return Arrays.stream(latenessNanos, 0, ticks).filter(late -> late < 0).count();
    }

    /** What so many of a hundred ticks were not later than. */
    private long latenessMicros(int percent) {
        return ticks == 0 ? 0 : latenessNanos[(ticks - 1) * percent / 100] / Nanos.PER_MICRO;
    }
}
