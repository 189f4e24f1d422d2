package org.mainspring.bench.peer;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * Ours, for timers that are armed often: one source for each, attached once. It is armed by setting its ready time, and
 * called off by clearing that.
 */
final class ReadyTimeTimers implements DrivenTimers {
    /** A source that fires at its ready time. */
    private static final class Alarm implements SourceFuncs {
        private final int timer;
        private final IntConsumer fired;
        private long periodNanos;

        Alarm(int timer, IntConsumer fired) {
            this.timer = timer;
            this.fired = fired;
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            if (periodNanos > 0) {
                self.setReadyTimeNanos(self.timeNanos() + periodNanos);
            } else {
                self.clearReadyTime();
            }
            fired.accept(timer);
            return Source.CONTINUE;
        }
    }

    private final String name;
    private final MainContext context = new MainContext();
    private final Source[] sources;
    private final Alarm[] alarms;

    ReadyTimeTimers(String name, int timers, IntConsumer fired) {
        this.name = name;
        context.tryAcquire();
        sources = new Source[timers];
        alarms = new Alarm[timers];
        for (int i = 0; i < timers; i++) {
            alarms[i] = new Alarm(i, fired);
            sources[i] = new Source(alarms[i]);
            sources[i].attach(context);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void arm(int timer, long delayNanos) {
        sources[timer].setReadyTimeNanos(context.clock().nanos() + delayNanos);
    }

    @Override
    public void repeat(int timer, long periodNanos) {
        alarms[timer].periodNanos = periodNanos;
        arm(timer, periodNanos);
    }

    @Override
    public void cancel(int timer) {
        alarms[timer].periodNanos = 0;
        sources[timer].clearReadyTime();
    }

    @Override
    public void fireDue() {
        context.iteration(false);
    }

    @Override
    public void close() {
        context.release();
        context.close();
    }
}
