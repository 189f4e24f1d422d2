package org.mainspring.bench.peer;

import java.util.function.IntConsumer;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.SourceCallback;

/** Ours: each timer that is armed is a new timeout source; it is called off by destroying it. */
final class MainspringTimers implements DrivenTimers {
    private final String name;
    private final MainContext context = new MainContext();
    private final Source[] sources;
    private final SourceCallback[] once;
    private final IntConsumer fired;

    MainspringTimers(String name, int timers, IntConsumer fired) {
        this.name = name;
        this.fired = fired;
        context.tryAcquire();
        sources = new Source[timers];
        once = new SourceCallback[timers];
        for (int i = 0; i < timers; i++) {
            once[i] = callback(i, Source.REMOVE);
        }
    }

    private SourceCallback callback(int timer, boolean result) {
        return () -> {
            fired.accept(timer);
            return result;
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void arm(int timer, long delayNanos) {
        sources[timer] = context.timeoutAddNanos(delayNanos, once[timer]);
    }

    @Override
    public void repeat(int timer, long periodNanos) {
        sources[timer] = context.timeoutAddNanos(periodNanos, callback(timer, Source.CONTINUE));
    }

    @Override
    public void cancel(int timer) {
        sources[timer].destroy();
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
