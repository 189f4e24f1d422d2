package org.mainspring.mainloop;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * How long does it take from a post until it runs, on a loop that is proven to be blocked, without a channel to watch?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar WakeBenchmark}</li>
 *   <li>One operation: one task given to the sleeping loop, until it runs there: one way, as seen by the poster, who
 *       spins. The kernel says that the loop's thread sleeps before each.</li>
 *   <li>A bad number: a median of more than 12 us; on two processors one may instead see what it takes to
 *       wake a processor that is halted, some 30 us. The aim, 6 us, is harder: whether it is reached is in the report's
 *       table, with threads pinned.</li>
 * </ul>
 *
 * <p>JMH's load is a closed one: the next operation begins when the last has ended, so a stall is one bad figure however
 * many it would have held up, and no thread is pinned. It says what an operation costs; what latency a user may expect,
 * {@code org.mainspring.bench.latency} says, with its open loads.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WakeBenchmark {
    @Param({"mainspring", "mainspring-idle", "netty-nio", "netty-epoll", "stpe", "fjp"})
    private String peer;

    private LoopPeer loop;
    private SleepingLoop sleeper;

    /** Starts the loop. */
    @Setup
    public void open() throws IOException {
        loop = Peers.open(peer);
        sleeper = new SleepingLoop(loop);
    }

    /** Ends it. */
    @TearDown
    public void close() throws IOException {
        sleeper.close();
        loop.close();
    }

    /** Lets the loop fall asleep. */
    @Setup(Level.Invocation)
    public void awaitAsleep() {
        sleeper.awaitAsleep();
    }

    @Benchmark
    public void wake() {
        sleeper.wake();
    }
}
