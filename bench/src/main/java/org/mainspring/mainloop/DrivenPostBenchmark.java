package org.mainspring.mainloop;

import java.util.concurrent.TimeUnit;
import org.mainspring.bench.peer.DrivenLoop;
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
 * What does a task cost that the owner of a loop posts to it, and then lets run?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar DrivenPost}</li>
 *   <li>One operation: one post by the owner and one iteration, which runs it; with and without a look at channels. A
 *       context of ours looks if one is attached; Netty's loop looks unless it is told to run tasks only.</li>
 *   <li>A bad number: without a look more than 200 ns, or 600 where each post is a source (mainspring-idle); with a look more
 *       than 1.2 us, of which a look of a bare selector is 400, or 2 us; more than two and a half times what a peer takes for a
 *       task, which has no priorities to put in order.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DrivenPostBenchmark {
    @Param({"mainspring", "mainspring-idle", "netty-nio", "netty-epoll"})
    private String peer;

    @Param({"false", "true"})
    private boolean looks;

    private final Runnable task = this::called;
    private DrivenLoop loop;
    private long posts;
    long calls; // written, so that a call does something

    private void called() {
        calls++;
    }

    /** Opens the loop. */
    @Setup
    public void open() {
        loop = Peers.drive(peer, looks);
    }

    /** Closes the loop. */
    @TearDown
    public void close() {
        loop.close();
        if (calls != posts) {
            throw new IllegalStateException("posts " + posts + ", calls " + calls);
        }
    }

    @Benchmark
    public void post() {
        posts++;
        loop.execute(task);
        loop.iterate();
    }
}
