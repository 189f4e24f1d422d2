package org.mainspring.mainloop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does an iteration cost more when many timers are armed that are not due?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar ArmedTimers}</li>
 *   <li>One operation: one iteration that dispatches one idle.</li>
 *   <li>A bad number: one that grows with the number of timers by more than a fifth beyond the price of one look
 *       at the clock.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ArmedTimersBenchmark {
    @Param({"0", "1000", "100000"})
    private int armed;

    private final MainContext context = new MainContext();
    long calls; // written, so that a call does something

    /** Arms the timers, and adds the idle. */
    @Setup
    public void open() {
        context.tryAcquire();
        for (int i = 0; i < armed; i++) {
            context.timeoutAdd(Duration.ofHours(1).plusMillis(i), () -> Source.REMOVE);
        }
        context.idleAdd(() -> {
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
