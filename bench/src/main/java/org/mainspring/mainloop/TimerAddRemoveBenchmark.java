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
 * What does it cost to arm a timer, and to call it off before it is due, beside many others?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar TimerAddRemove}</li>
 *   <li>One operation: one timer armed, called off, or both; its moment lies anywhere among those of the others, or
 *       behind all of them. Where one half is measured alone, the bytes of the other are counted with it. Peers with a
 *       thread of their own (stpe, fjp, netty-wheel) are called from outside it, and what fjp and netty-wheel do on it
 *       afterwards is not in the time.</li>
 *   <li>A bad number: more than three and a half times as much to arm, which makes a source with an id and a callback, or twice as
 *       much to call off, as a peer that keeps order on the calling thread, so all but the wheels and fjp; more than 300 ns to
 *       arm or 100 ns to call off; more than 200 bytes for each. (Beside ten it is more: the table of ids grows and shrinks
 *       with each thousand.) The aims, 60 and 40, are harder: whether they are reached is in the report's table.</li>
 * </ul>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimerAddRemoveBenchmark {
    private static final int BATCH = 1_000;

    /** The timers, and how many are armed. */
    @State(Scope.Thread)
    public static class Timers {
        @Param({"mainspring", "mainspring-ready-time", "netty-nio", "stpe", "fjp", "agrona-wheel", "netty-wheel"})
        private String peer;

        @Param({"10", "1000", "100000", "1000000"})
        private int armed;

        @Param({"random", "sorted"})
        private String order;

        private TimerPeer timers;
        private Delays delays;

        /** Arms the others. */
        @Setup
        public void open() {
            delays = Delays.of(order);
            timers = Peers.openTimers(peer, armed + BATCH, timer -> {
                throw new IllegalStateException("fired: " + timer);
            });
            for (int i = 0; i < armed; i++) {
                timers.arm(i, delays.nextNanos());
            }
        }

        /** Closes the timers. */
        @TearDown
        public void close() {
            timers.close();
        }

        void armAndCancel() {
            timers.arm(armed, delays.nextNanos());
            timers.cancel(armed);
        }

        void armBatch() {
            for (int i = 0; i < BATCH; i++) {
                timers.arm(armed + i, delays.nextNanos());
            }
        }

        void cancelBatch() {
            for (int i = 0; i < BATCH; i++) {
                timers.cancel(armed + i);
            }
        }
    }

    /** A batch that is called off after it was armed. */
    @State(Scope.Thread)
    public static class Added extends Timers {
        /** Calls it off. */
        @TearDown(Level.Invocation)
        public void remove() {
            cancelBatch();
        }
    }

    /** A batch that is armed before it is called off. */
    @State(Scope.Thread)
    public static class ToRemove extends Timers {
        /** Arms it. */
        @Setup(Level.Invocation)
        public void add() {
            armBatch();
        }
    }

    @Benchmark
    public void addAndRemove(Timers timers) {
        timers.armAndCancel();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void add(Added timers) {
        timers.armBatch();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void remove(ToRemove timers) {
        timers.cancelBatch();
    }
}
