package org.mainspring.mainloop;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to dispatch an idle, alone and in a batch of 100, in an iteration by the owner?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar IdleDispatch}</li>
 *   <li>One operation: one call of one idle; for one alone that is a whole iteration.</li>
 *   <li>A bad number: more than 20 ns alone or 10 ns in a batch (on the machine of the report), or any byte
 *       allocated.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class IdleDispatchBenchmark {
    private static final int BATCH = 100;

    /** A context that the benchmark's thread owns, and how often its idles were called. */
    abstract static class Owned {
        final MainContext context = new MainContext();
        long calls; // written, so that a call does something

        void addIdles(int count) {
            context.tryAcquire();
            for (int i = 0; i < count; i++) {
                context.idleAdd(this::called);
            }
        }

        private boolean called() {
            calls++;
            return Source.CONTINUE;
        }

        /** Gives the context back. */
        @TearDown
        public void close() {
            context.release();
            context.close();
        }
    }

    /** One idle. */
    @State(Scope.Thread)
    public static class One extends Owned {
        /** Adds it. */
        @Setup
        public void open() {
            addIdles(1);
        }
    }

    /** As many as a batch has. */
    @State(Scope.Thread)
    public static class Batch extends Owned {
        /** Adds them. */
        @Setup
        public void open() {
            addIdles(BATCH);
        }
    }

    @Benchmark
    public boolean one(One one) {
        return one.context.iteration(false);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public boolean batch(Batch batch) {
        return batch.context.iteration(false);
    }
}
