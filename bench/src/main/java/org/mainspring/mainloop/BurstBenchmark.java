package org.mainspring.mainloop;

import java.util.concurrent.TimeUnit;
import org.mainspring.bench.jvm.CompilerRest;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;
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
 * How long does it take until a burst of posts from another thread has run?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar Burst}</li>
 *   <li>One operation: one burst, from its first post until its last has run, as seen by the poster, who spins. The loop
 *       may or may not have fallen asleep since the last burst: so this is throughput, and no latency; that is measured
 *       from a loop that is proven to sleep.</li>
 *   <li>A bad number: more than 15 us for tasks, which is more than a wake-up and a hundred posts, or 150 us for a hundred
 *       sources (mainspring-idle): the kernel may have put loop and poster on one processor. A peer's time says less: whose
 *       loop had fallen asleep makes it five times as long or a fifth.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BurstBenchmark {
    @Param({"mainspring", "mainspring-idle", "netty-nio", "netty-epoll", "stpe", "fjp"})
    private String peer;

    @Param({"1", "10", "100"})
    private int burst;

    private final SingleWriterCount ran = new SingleWriterCount();
    private final Runnable task = ran::increment;
    private LoopPeer loop;
    private long posted;

    /** Starts the loop, and lets the JVM compile it. */
    @Setup
    public void open() throws Exception {
        loop = Peers.open(peer);
        new CompilerRest().awaitRepeated(this::post);
    }

    /** Ends the loop. */
    @TearDown
    public void close() {
        loop.close();
    }

    @Benchmark
    public void post() {
        for (int i = 0; i < burst; i++) {
            loop.execute(task);
        }
        posted += burst;
        while (ran.value() < posted) {
            Thread.onSpinWait();
        }
    }
}
