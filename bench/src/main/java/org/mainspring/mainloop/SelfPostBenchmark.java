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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a task cost that posts itself again, on a loop with a thread of its own?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar SelfPost}</li>
 *   <li>One operation: one post by the running task, and its run. They come in chains of 100 000, of which the first is
 *       posted by a thread that then sleeps until the last has run.</li>
 *   <li>A bad number: more than stpe's, which takes a lock for each; more than 200 ns, or 400 where each is a source
 *       (mainspring-idle). Netty's loops run a queue until it is empty, and ask nothing in between; ours makes an iteration of
 *       each post, as GLib does, so more than nine times as much as they take is bad too.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SelfPostBenchmark {
    private static final int CHAIN = 100_000;

    @Param({"mainspring", "mainspring-idle", "netty-nio", "netty-epoll", "stpe", "fjp"})
    private String peer;

    private LoopPeer loop;
    private Chain chain;

    /** Starts the loop, and lets the JVM compile it. */
    @Setup
    public void open() throws Exception {
        loop = Peers.open(peer);
        chain = new Chain(loop);
        new CompilerRest().awaitRepeated(this::post);
    }

    /** Ends the loop. */
    @TearDown
    public void close() {
        loop.close();
    }

    @Benchmark
    @OperationsPerInvocation(CHAIN)
    public void post() {
        chain.runTimes(CHAIN);
    }
}
