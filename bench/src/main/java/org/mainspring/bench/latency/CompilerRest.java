package org.mainspring.bench.latency;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import org.mainspring.mainloop.time.Nanos;

/**
 * Runs a trial for nothing until the JVM's compiler has no more to do with it. While it compiles it takes a processor from
 * one of the two threads, for tens of milliseconds at a time, and more so the more code a peer has; what it leaves is what
 * lasts.
 */
final class CompilerRest {
    /** Of so much more than a compiler can do for a rare event: it is given up then. */
    private static final int MOST_TRIALS = 20;

    /** Less than a method of any size takes. */
    private static final long NEGLIGIBLE_MILLIS = 2;

    private static final long LENGTH_NANOS = 100 * Nanos.PER_MILLI;

    private final LongSupplier spentMillis;

    /** Of this JVM. */
    CompilerRest() {
        this(spentHere());
    }

    /** Of a compiler that has spent so many milliseconds. */
    CompilerRest(LongSupplier spentMillis) {
        this.spentMillis = spentMillis;
    }

    private static LongSupplier spentHere() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler == null || !compiler.isCompilationTimeMonitoringSupported()
                ? () -> 0
                : compiler::getTotalCompilationTime;
    }

    /**
     * Does it.
     *
     * @return how many times the trial was run
     * @throws Exception if the trial cannot be run
     */
    int await(Trial trial) throws Exception {
        int trials = 0;
        long spent;
        do {
            spent = spentMillis.getAsLong();
            trial.measure(LENGTH_NANOS, Histograms.recorder());
            trials++;
        } while (spentMillis.getAsLong() - spent > NEGLIGIBLE_MILLIS && trials < MOST_TRIALS);
        return trials;
    }
}
