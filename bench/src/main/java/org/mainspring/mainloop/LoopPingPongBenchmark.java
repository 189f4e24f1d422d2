package org.mainspring.mainloop;

import java.util.concurrent.TimeUnit;
import org.mainspring.bench.circuit.Circuit;
import org.mainspring.bench.circuit.Laps;
import org.mainspring.bench.circuit.PingPong;
import org.mainspring.bench.peer.Peers;
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
 * How long from one loop to another and back?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar LoopPingPongBenchmark}</li>
 *   <li>One operation: one lap of one message; with 64 on the way, the time of all divided by the laps.</li>
 *   <li>A bad number: more than twice a peer's in the same run: on two processors the same loop takes 11 or 17 us, as a
 *       processor halts.</li>
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
public class LoopPingPongBenchmark {
    private static final int LAPS = 1_000;

    @Param({"mainspring", "mainspring-idle", "netty-nio", "netty-epoll", "stpe", "fjp"})
    private String peer;

    @Param({"1", "64"})
    private int outstanding;

    private Circuit circuit;
    private Laps laps;

    /** Starts the loops. */
    @Setup
    public void open() {
        circuit = new PingPong(Peers.open(peer), Peers.open(peer));
        laps = new Laps(circuit, outstanding);
    }

    /** Ends them. */
    @TearDown
    public void close() {
        circuit.close();
    }

    @Benchmark
    @OperationsPerInvocation(LAPS)
    public void laps() throws InterruptedException {
        laps.run(LAPS);
    }
}
