package org.mainspring.mainloop;

import java.util.concurrent.TimeUnit;
import org.mainspring.mainloop.source.Priority;
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
 * Does an iteration cost more when many sources are attached that are not ready?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar Iteration}</li>
 *   <li>One operation: one iteration by the owner that dispatches one idle, beside timers that are not due; sources that
 *       wait for a ready time; or sources that want to be asked in every iteration, by prepare and check. All have the
 *       idle's priority or a more urgent one.</li>
 *   <li>A bad number: more than 50 ns alone or beside waiting sources, however many; more than 110 ns beside timers, of which a
 *       look at the clock is 40, or a fifth more beside 100 000 than beside ten. With sources that want to be asked it must
 *       grow: more than 110 ns for each of a thousand, or 500 of 100 000, which are not at hand; more than a half above
 *       GLib's.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class IterationBenchmark {
    @Param({"timers", "waiting", "asked"})
    private String beside;

    @Param({"0", "10", "1000", "100000"})
    private int count;

    private final MainContext context = new MainContext();
    long calls; // written, so that a call does something

    /** Attaches them, and the idle. */
    @Setup
    public void open() {
        context.tryAcquire();
        Delays delays = Delays.of("random");
        for (int i = 0; i < count; i++) {
            source(delays).attach(context);
        }
        context.idleAdd(() -> {
            calls++;
            return Source.CONTINUE;
        });
    }

    private Source source(Delays delays) {
        return switch (beside) {
            case "timers" -> Sources.timeoutNanos(delays.nextNanos());
            case "waiting" -> new Source(new SilentKind());
            case "asked" -> asked();
            default -> throw new IllegalArgumentException("beside: " + beside);
        };
    }

    private static Source asked() {
        Source source = new Source(new AskedKind());
        source.setPriority(Priority.DEFAULT_IDLE);
        return source;
    }

    /** Gives the context back. */
    @TearDown
    public void close() {
        context.release();
        context.close();
    }

    @Benchmark
    public boolean iterate() {
        return context.iteration(false);
    }
}
