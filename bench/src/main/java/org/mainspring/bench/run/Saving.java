package org.mainspring.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;
import org.mainspring.bench.result.Figures;

/** Saves figures while a run goes on, but not more often than now and then: a save takes time as well. */
final class Saving {
    private static final long BETWEEN_NANOS = 60_000_000_000L;

    /** Where they go. */
    interface Target {
        void write(Figures figures) throws IOException;
    }

    private final Target target;
    private final LongSupplier clock;
    private long savedNanos;

    /** By a clock of nanoseconds. */
    Saving(Target target, LongSupplier clock) {
        this.target = target;
        this.clock = clock;
        savedNanos = clock.getAsLong() - BETWEEN_NANOS;
    }

    /** Saves them, if that is long enough ago. */
    void save(Figures figures) {
        if (clock.getAsLong() - savedNanos < BETWEEN_NANOS) {
            return;
        }
        try {
            target.write(figures);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        savedNanos = clock.getAsLong();
    }
}
