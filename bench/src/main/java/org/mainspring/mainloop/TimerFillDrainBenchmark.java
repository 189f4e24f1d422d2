package org.mainspring.mainloop;

import java.util.concurrent.TimeUnit;
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
 * What does it cost to arm 100 000 timers where there is none, and to call them all off?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar TimerFillDrain}</li>
 *   <li>One operation: one timer of the 100 000; they are called off in the order in which they were armed. The same is to
 *       be said of peers with a thread as in {@code TimerAddRemove}.</li>
 *   <li>A bad number: to arm, more than four times a peer's that keeps order, for each is a new source, twice as much new
 *       memory as theirs, or more than 600 ns; to call off, more than twice such a peer's, or more than 400 ns.</li>
 * </ul>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerFillDrainBenchmark {
    private static final int TIMERS = 100_000;

    /** The timers. */
    @State(Scope.Thread)
    public static class Timers {
        @Param({"mainspring", "mainspring-ready-time", "netty-nio", "stpe", "fjp", "agrona-wheel", "netty-wheel"})
        private String peer;

        @Param({"random", "sorted"})
        private String order;

        private TimerPeer timers;
        private Delays delays;

        /** Opens the timers. */
        @Setup
        public void open() {
            delays = Delays.of(order);
            timers = Peers.openTimers(peer, TIMERS, timer -> {
                throw new IllegalStateException("fired: " + timer);
            });
        }

        /** Closes the timers. */
        @TearDown
        public void close() {
            timers.close();
        }

        void armAll() {
            for (int i = 0; i < TIMERS; i++) {
                timers.arm(i, delays.nextNanos());
            }
        }

        void cancelAll() {
            for (int i = 0; i < TIMERS; i++) {
                timers.cancel(i);
            }
        }
    }

    /** Timers that are called off after they were armed. */
    @State(Scope.Thread)
    public static class Armed extends Timers {
        /** Calls them off. */
        @TearDown(Level.Invocation)
        public void cancel() {
            cancelAll();
        }
    }

    /** Timers that are armed before they are called off. */
    @State(Scope.Thread)
    public static class ToCancel extends Timers {
        /** Arms them. */
        @Setup(Level.Invocation)
        public void arm() {
            armAll();
        }
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public void fill(Armed timers) {
        timers.armAll();
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public void drain(ToCancel timers) {
        timers.cancelAll();
    }
}
