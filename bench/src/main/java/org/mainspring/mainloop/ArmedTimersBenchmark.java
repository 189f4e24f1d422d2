package org.mainspring.mainloop;

import java.util.concurrent.CompletableFuture;
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
 * Does what a loop does cost more when many timers are armed that are not due?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar ArmedTimers}</li>
 *   <li>One operation: one post by a running task to its own loop, as in {@code SelfPost}; with ours each is an iteration,
 *       with the peers a turn of an inner one.</li>
 *   <li>A bad number: more than 150 ns beside none; more than 200 beside timers, of which a look at the clock is 40; a third more
 *       beside 100 000 than beside 1 000. Netty's loop does not look at its clock here, and takes an eighth, or a tenth.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ArmedTimersBenchmark {
    private static final int CHAIN = 100_000;

    @Param({"mainspring", "mainspring-idle", "netty-nio", "netty-epoll", "stpe", "fjp"})
    private String peer;

    @Param({"0", "10", "1000", "100000"})
    private int armed;

    private LoopPeer loop;
    private Chain chain;

    /** Starts the loop, arms the timers on it, and lets the JVM compile it. */
    @Setup
    public void open() throws Exception {
        loop = Peers.open(peer);
        chain = new Chain(loop);
        CompletableFuture.runAsync(this::arm, loop).join();
        new CompilerRest().awaitRepeated(this::post);
    }

    private void arm() {
        Delays delays = Delays.of("random");
        for (int i = 0; i < armed; i++) {
            loop.schedule(
                    () -> {
                        throw new IllegalStateException("fired");
                    },
                    delays.nextNanos());
        }
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
