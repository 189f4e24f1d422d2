package org.mainspring.mainloop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a timeout cost that is due in every iteration, and armed again by it?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar TimerRearm}</li>
 *   <li>One operation: one iteration that dispatches one timeout of 0 ns and arms it again: two looks at the
 *       clock at most.</li>
 *   <li>A bad number: more than 100 ns, or any byte allocated.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerRearmBenchmark {
    private final MainContext context = new MainContext();
    long calls; // written, so that a call does something

    /** Adds the timeout. */
    @Setup
    public void open() {
        context.tryAcquire();
        context.timeoutAdd(Duration.ZERO, () -> {
            calls++;
            return Source.CONTINUE;
        });
    }

    /** Gives the context back. */
    @TearDown
    public void close() {
        context.release();
        context.close();
    }

    @Benchmark
    public boolean iterate() {
        return context.iteration(false);
    }
}
