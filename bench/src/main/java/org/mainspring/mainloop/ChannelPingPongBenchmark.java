package org.mainspring.mainloop;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.mainspring.bench.channel.ChannelLoop;
import org.mainspring.bench.channel.ChannelLoops;
import org.mainspring.bench.circuit.Circuit;
import org.mainspring.bench.circuit.Laps;
import org.mainspring.bench.circuit.SocketRally;
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
 * How long does a message take over a pair of sockets of the Unix domain, out and back, where loops watch both ends?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar ChannelPingPongBenchmark}</li>
 *   <li>One operation: one lap: two dispatches, of one loop or of two.</li>
 *   <li>A bad number: more than 20 us for 1 byte in one loop, twice what a bare selector takes; more than a half above a
 *       peer's.</li>
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
public class ChannelPingPongBenchmark {
    private static final int LAPS = 1_000;

    @Param({"mainspring", "netty-nio", "netty-epoll"})
    private String peer;

    @Param({"1", "4096"})
    private int bytes;

    @Param({"1", "2"})
    private int loops;

    private Circuit circuit;
    private Laps laps;

    /** Starts the loops. */
    @Setup
    public void open() throws IOException {
        ChannelLoop near = ChannelLoops.open(peer);
        ChannelLoop far = loops == 1 ? near : ChannelLoops.open(peer);
        circuit = SocketRally.between(near, far, bytes);
        laps = new Laps(circuit, 1);
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
