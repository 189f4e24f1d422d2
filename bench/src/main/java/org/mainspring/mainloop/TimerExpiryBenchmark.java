package org.mainspring.mainloop;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.mainspring.bench.peer.DrivenTimers;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.peer.ThreadedTimers;
import org.mainspring.bench.peer.TimerPeer;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does each of 100 000 timers cost that have all become due while the loop was busy?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar TimerExpiry}</li>
 *   <li>One operation: one firing. The timers are armed for random moments within a tenth of a second; once the last is due
 *       the loop is let loose. A peer with a thread is kept busy on it until then; the fork-join pool keeps its timers on
 *       yet another thread, which has sorted them out by then, and that part of its work is not in the time.</li>
 *   <li>A bad number: more than a peer's that keeps order; more than 500 ns: to take the least out of a heap of 100 000
 *       is a walk of seventeen steps, most of them through memory that is not at hand.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerExpiryBenchmark {
    private static final int TIMERS = 100_000;
    private static final long WITHIN_NANOS = 100_000_000;
    private static final long NAP_NANOS = 50_000;

    @Param({"mainspring", "mainspring-ready-time", "netty-nio", "stpe", "fjp", "agrona-wheel", "netty-wheel"})
    private String peer;

    private final SingleWriterCount fired = new SingleWriterCount();
    private final SplittableRandom random = new SplittableRandom(1);
    private TimerPeer timers;
    private CountDownLatch held;
    private long wanted;

    /** Opens the timers. */
    @Setup
    public void open() {
        timers = Peers.openTimers(peer, TIMERS, timer -> fired.increment());
    }

    /** Arms them, and waits until they are due. */
    @Setup(Level.Invocation)
    public void arm() {
        hold();
        for (int i = 0; i < TIMERS; i++) {
            timers.arm(i, random.nextLong(WITHIN_NANOS));
        }
        long untilNanos = System.nanoTime() + WITHIN_NANOS;
        while (System.nanoTime() < untilNanos) {
            Thread.onSpinWait();
        }
        wanted += TIMERS;
    }

    private void hold() {
        CountDownLatch release = new CountDownLatch(1);
        held = release;
        if (timers instanceof ThreadedTimers threaded) {
            threaded.occupy(() -> await(release));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the timers. */
    @TearDown
    public void close() {
        timers.close();
        if (fired.value() != wanted) {
            throw new IllegalStateException("armed " + wanted + ", fired " + fired.value());
        }
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public void expire() {
        held.countDown();
        while (fired.value() < wanted) {
            if (timers instanceof DrivenTimers driven) {
                driven.fireDue();
            } else {
                LockSupport.parkNanos(NAP_NANOS); // to look all the time would take the count's line from who counts
            }
        }
    }
}
