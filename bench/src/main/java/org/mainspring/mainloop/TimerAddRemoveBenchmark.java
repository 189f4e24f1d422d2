package org.mainspring.mainloop;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.time.Nanos;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to add a timeout, and to destroy it before it is due, beside many others?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar TimerAddRemove}</li>
 *   <li>One operation: one timeout added, destroyed, or both, by the owner; its moment lies anywhere among those
 *       of the others. Where one half is measured alone, the bytes of the other are counted with it.</li>
 *   <li>A bad number: more than 60 ns to add or 40 ns to remove, or more than 200 bytes for each.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerAddRemoveBenchmark {
    private static final int BATCH = 1_000;
    private static final int INTERVALS = 1 << 16;
    private static final SourceCallback CALLBACK = () -> Source.REMOVE;

    @Param("100000")
    private int armed;

    private final MainContext context = new MainContext();
    private final long[] intervalsNanos = new long[INTERVALS];
    private int next;

    /** Arms the others. */
    @Setup
    public void open() {
        context.tryAcquire();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < INTERVALS; i++) {
            intervalsNanos[i] = Nanos.of(Duration.ofHours(1)) + random.nextLong(Nanos.of(Duration.ofHours(1)));
        }
        for (int i = 0; i < armed; i++) {
            add();
        }
    }

    /** Gives the context back. */
    @TearDown
    public void close() {
        context.release();
        context.close();
    }

    Source add() {
        Source source = Sources.timeoutNanos(intervalsNanos[next++ & (INTERVALS - 1)]);
        source.setCallback(CALLBACK);
        source.attach(context);
        return source;
    }

    /** A batch that is removed after it was added. */
    @State(Scope.Thread)
    public static class Added {
        private final Source[] sources = new Source[BATCH];

        /** Removes it. */
        @TearDown(Level.Invocation)
        public void remove() {
            for (Source source : sources) {
                source.destroy();
            }
        }
    }

    /** A batch that is added before it is removed. */
    @State(Scope.Thread)
    public static class ToRemove {
        private final Source[] sources = new Source[BATCH];

        /** Adds it. */
        @Setup(Level.Invocation)
        public void add(TimerAddRemoveBenchmark timers) {
            for (int i = 0; i < BATCH; i++) {
                sources[i] = timers.add();
            }
        }
    }

    @Benchmark
    public void addAndRemove() {
        add().destroy();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void addOnly(Added added) {
        for (int i = 0; i < BATCH; i++) {
            added.sources[i] = add();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void removeOnly(ToRemove toRemove) {
        for (Source source : toRemove.sources) {
            source.destroy();
        }
    }
}
