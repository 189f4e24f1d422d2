package org.mainspring.mainloop;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mainspring.bench.jvm.CompilerRest;
import org.mainspring.bench.machine.Cores;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a post from another thread cost when posts come in a flood, from 1, 2, 4 or 8 threads?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar PostBenchmark}</li>
 *   <li>One operation: one post, whoever made it: the time between two posts of one thread, divided by the number of
 *       threads. (JMH divides the bytes by that number too; the report multiplies them again.) After each 1 000 posts a thread looks how far the loop is, and yields as long as it is more than 10 000
 *       ahead: so the queue stays bounded, and a loop that is slower than those who post sets the pace. It does not look
 *       after every post: that would fetch the loop's count from the other processor each time, and tell more of that than of
 *       the loop. The loop has a processor of its own, if there are two and {@code taskset}; else the scheduler would have both
 *       share one now and then, and a post take twice as long, whatever the loop. All peers are measured so, and GLib's
 *       program.</li>
 *   <li>A bad number: more than twice a peer's; more than 100 ns, or 1 us where each post is a source (mainspring-idle). More
 *       threads than the machine has processors (less one for the loop) take turns, and tell more about the scheduler than
 *       about the loop.</li>
 * </ul>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PostBenchmark {
    private static final long WINDOW = 10_000;
    private static final int BETWEEN_LOOKS = 1_000;

    @Param({"mainspring", "mainspring-idle", "netty-nio", "netty-epoll", "stpe", "fjp"})
    private String peer;

    private final List<Integer> cores = Cores.allowed();
    private LoopPeer loop;
    private volatile boolean closed;

    /** Starts the loop, on the first processor. */
    @Setup
    public void open() {
        loop = Peers.open(peer);
        if (cores.size() > 1) {
            loop.execute(() -> Cores.pinSelf(cores.get(0)));
        }
    }

    /** Has the calling thread post from the other processors. */
    private void pinPoster() {
        if (cores.size() > 1) {
            Cores.pinSelf(cores.subList(1, cores.size()));
        }
    }

    /** Ends the loop. The first thread that has settled does so, and what others have posted may never run. */
    @TearDown
    public void close() {
        closed = true;
        loop.close();
    }

    /** Who posts, and how much of it has run. */
    @State(Scope.Thread)
    public static class Producer {
        private final SingleWriterCount ran = new SingleWriterCount();
        private final Runnable task = ran::increment;
        private long posted;

        /** Posts until the JVM has compiled that, as all the others do. */
        @Setup
        public void warmUp(PostBenchmark benchmark) throws Exception {
            benchmark.pinPoster();
            new CompilerRest().awaitRepeated(() -> postAndLook(benchmark.loop));
            settle(benchmark);
        }

        void postAndLook(LoopPeer loop) {
            for (int i = 0; i < BETWEEN_LOOKS; i++) {
                loop.execute(task);
            }
            posted += BETWEEN_LOOKS;
            awaitLead();
        }

        /** Waits for the rest, so that the next iteration begins without it. */
        @TearDown(Level.Iteration)
        public void settle(PostBenchmark benchmark) {
            while (posted > ran.value() && !benchmark.closed) {
                Thread.yield();
            }
        }

        @SuppressWarnings("ThreadPriorityCheck") // there may be more threads than processors: somebody else shall run
        private void awaitLead() {
            while (posted - ran.value() > WINDOW) {
                Thread.yield();
            }
        }
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(BETWEEN_LOOKS)
    public void by1(Producer producer) {
        producer.postAndLook(loop);
    }

    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(2 * BETWEEN_LOOKS)
    public void by2(Producer producer) {
        producer.postAndLook(loop);
    }

    @Benchmark
    @Threads(4)
    @OperationsPerInvocation(4 * BETWEEN_LOOKS)
    public void by4(Producer producer) {
        producer.postAndLook(loop);
    }

    @Benchmark
    @Threads(8)
    @OperationsPerInvocation(8 * BETWEEN_LOOKS)
    public void by8(Producer producer) {
        producer.postAndLook(loop);
    }
}
