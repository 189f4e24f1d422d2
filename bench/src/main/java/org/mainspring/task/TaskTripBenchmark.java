package org.mainspring.task;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.mainspring.bench.circuit.Circuit;
import org.mainspring.bench.circuit.Laps;
import org.mainspring.bench.circuit.TaskTrip;
import org.mainspring.bench.task.TaskLoops;
import org.mainspring.bench.task.Workers;
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
 * How long does a task take from a loop to a worker, which has nothing to do, and home?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar TaskTripBenchmark}</li>
 *   <li>One operation: one task, from its making until its callback runs on the loop; with 64 on the way, the time of all divided by
 *       the tasks.</li>
 *   <li>A bad number: more than 18 us by way of a pool on one processor, or 30 on two, where it is two wake-ups of a halted one;
 *       more than a half above a peer's.</li>
 * </ul>
 *
 * <p>JMH's load is a closed one: the next operation begins when the last has ended, so a stall is one bad figure however
 * many it would have held up, and no thread is pinned. It says what an operation costs; what latency a user may expect,
 * {@code org.mainspring.bench.latency} says, with its open loads.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TaskTripBenchmark {
    private static final int LAPS = 100;

    @Param({"mainspring", "netty-nio", "netty-epoll", "completable-future", "completable-future-netty"})
    private String peer;

    @Param({"POOL_1", "POOL_4", "DEFAULT", "VIRTUAL", "THREAD_EACH"})
    private Workers workers;

    @Param({"1", "64"})
    private int outstanding;

    private Executor opened;
    private Circuit circuit;
    private Laps laps;

    /** Starts the loops. */
    @Setup
    public void open() {
        opened = workers.open();
        circuit = new TaskTrip(TaskLoops.open(peer, opened));
        laps = new Laps(circuit, outstanding);
    }

    /** Ends them. */
    @TearDown
    public void close() {
        circuit.close();
        workers.close(opened);
    }

    @Benchmark
    @OperationsPerInvocation(LAPS)
    public void laps() throws InterruptedException {
        laps.run(LAPS);
    }
}
