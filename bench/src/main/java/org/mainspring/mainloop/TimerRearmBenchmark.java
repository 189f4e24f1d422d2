package org.mainspring.mainloop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.mainspring.bench.peer.DrivenTimers;
import org.mainspring.bench.peer.Peers;
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
 * What does a timer cost that fires again and again, as fast as it can, beside many that are not due?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar TimerRearm}</li>
 *   <li>One operation: one firing, and the timer armed again for a nanosecond later: by the return value of its callback,
 *       by a ready time set in its dispatch, or as a periodic task. Peers with a thread of their own fire there, while
 *       the benchmark's thread sleeps and counts. Wheels are left out: they fire by ticks.</li>
 *   <li>A bad number: alone, more than two and a half times what stpe takes, which calls its task and makes no iteration of it,
 *       or more than a half above Netty's; more than 300 ns, of which a look at the clock is 40; any byte allocated. Beside
 *       100 000 the peers walk a heap whose lines are not at hand, and take twice as long; ours should take no longer than
 *       alone, for its slot waits for it.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerRearmBenchmark {
    private static final int FIRINGS = 1_000;
    private static final long NAP_NANOS = 50_000;

    @Param({"mainspring", "mainspring-ready-time", "netty-nio", "stpe", "fjp"})
    private String peer;

    @Param({"0", "100000"})
    private int armed;

    private final SingleWriterCount fired = new SingleWriterCount();
    private TimerPeer timers;
    private long wanted;

    /** Arms the others, and lets the one fire. */
    @Setup
    public void open() {
        timers = Peers.openTimers(peer, armed + 1, timer -> fired.increment());
        Delays delays = Delays.of("random");
        for (int i = 0; i < armed; i++) {
            timers.arm(1 + i, delays.nextNanos());
        }
        timers.repeat(0, 1);
    }

    /** What has fired between iterations is not counted. */
    @Setup(Level.Iteration)
    public void begin() {
        wanted = fired.value();
    }

    /** Closes the timers. */
    @TearDown
    public void close() {
        timers.cancel(0);
        timers.close();
    }

    @Benchmark
    @OperationsPerInvocation(FIRINGS)
    public void fire() {
        wanted += FIRINGS;
        if (timers instanceof DrivenTimers driven) {
            while (fired.value() < wanted) {
                driven.fireDue();
            }
        } else {
            while (fired.value() < wanted) {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }
}
