package org.mainspring.mainloop;

import java.util.concurrent.TimeUnit;
import org.mainspring.mainloop.source.Priority;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * What does it cost to dispatch an idle, alone and among many, of one priority or of ten?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar IdleDispatch}</li>
 *   <li>One operation: one call of one idle that stays, in an iteration by the owner; an iteration calls all idles of
 *       the most urgent priority, and none of the others.</li>
 *   <li>A bad number: more than 40 ns alone or 20 ns in a batch of 100, or any byte allocated. The aims, 20 and 10,
 *       are harder: whether they are reached is in the report's table.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class IdleDispatchBenchmark {
    private static final int CALLS = 1_000;

    @Param({"1", "10", "100", "1000"})
    private int sources;

    @Param({"1", "10"})
    private int priorities;

    private final MainContext context = new MainContext();
    private int iterations;
    long calls; // written, so that a call does something

    /** Adds the idles. */
    @Setup
    public void open() {
        context.tryAcquire();
        for (int i = 0; i < sources; i++) {
            Source idle = Sources.idle();
            idle.setPriority(Priority.DEFAULT_IDLE + i % priorities);
            idle.setCallback(this::called);
            idle.attach(context);
        }
        iterations = CALLS / Math.max(sources / priorities, 1);
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
        if (calls % CALLS != 0) {
            throw new IllegalStateException("calls in rounds of " + CALLS + ": " + calls);
        }
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void dispatch() {
        for (int i = 0; i < iterations; i++) {
            context.iteration(false);
        }
    }
}
