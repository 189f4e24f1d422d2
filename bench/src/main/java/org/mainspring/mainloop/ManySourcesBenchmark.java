package org.mainspring.mainloop;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.mainspring.mainloop.source.Priority;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to add, to find and to remove one of 50 000 sources by its id, in random order?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar ManySources}</li>
 *   <li>One operation: one of the 50 000 idles added, found, or removed, by the owner; all of one priority, or each of its
 *       own. GLib's tests measure the same of GLib.</li>
 *   <li>A bad number: more than GLib takes; more than 180 ns to find one; more than 300 ns to add one with one priority, or 900
 *       with 50 000; more than 900 ns to remove one: in random order it, its neighbours and its callback are not at hand.</li>
 * </ul>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ManySourcesBenchmark {
    private static final int SOURCES = 50_000;

    /** A context, and the ids of its sources. */
    @State(Scope.Thread)
    public static class Context {
        @Param({"1", "50000"})
        private int priorities;

        private final MainContext context = new MainContext();
        private final int[] ids = new int[SOURCES];
        private final int[] shuffled = new int[SOURCES];
        private final Random random = new Random(1);

        /** Takes the context. */
        @Setup
        public void open() {
            context.tryAcquire();
        }

        /** Gives the context back. */
        @TearDown
        public void close() {
            context.release();
            context.close();
        }

        void addAll() {
            for (int i = 0; i < SOURCES; i++) {
                Source idle = Sources.idle();
                idle.setPriority(Priority.DEFAULT_IDLE + i % priorities);
                idle.setCallback(() -> Source.CONTINUE);
                ids[i] = idle.attach(context);
            }
        }

        void removeAll() {
            for (int id : shuffled) {
                context.remove(id);
            }
        }

        void findAll(Blackhole blackhole) {
            for (int id : shuffled) {
                blackhole.consume(context.findById(id));
            }
        }

        void shuffle() {
            for (int i = 0; i < SOURCES; i++) {
                int from = random.nextInt(i + 1);
                shuffled[i] = shuffled[from];
                shuffled[from] = ids[i];
            }
        }
    }

    /** Sources that are there for one invocation. */
    @State(Scope.Thread)
    public static class Present extends Context {
        /** Adds them. */
        @Setup(Level.Invocation)
        public void add() {
            addAll();
            shuffle();
        }

        /** Removes those that are left. */
        @TearDown(Level.Invocation)
        public void remove() {
            removeAll();
        }
    }

    /** Sources that the invocation adds. */
    @State(Scope.Thread)
    public static class Added extends Context {
        /** Removes them. */
        @TearDown(Level.Invocation)
        public void remove() {
            shuffle();
            removeAll();
        }
    }

    /** Sources that the invocation removes. */
    @State(Scope.Thread)
    public static class ToRemove extends Context {
        /** Adds them. */
        @Setup(Level.Invocation)
        public void add() {
            addAll();
            shuffle();
        }
    }

    @Benchmark
    @OperationsPerInvocation(SOURCES)
    public void add(Added context) {
        context.addAll();
    }

    @Benchmark
    @OperationsPerInvocation(SOURCES)
    public void find(Present context, Blackhole blackhole) {
        context.findAll(blackhole);
    }

    @Benchmark
    @OperationsPerInvocation(SOURCES)
    public void remove(ToRemove context) {
        context.removeAll();
    }
}
