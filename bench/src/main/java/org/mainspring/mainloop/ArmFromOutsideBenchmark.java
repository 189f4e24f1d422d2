package org.mainspring.mainloop;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost another thread to make a source of a running loop ready?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar ArmFromOutside}</li>
 *   <li>One operation: one source armed for now by the other thread, as a task does that has news, without waiting: what
 *       is armed again before it was dispatched is dispatched once.</li>
 *   <li>A bad number: more than 100 ns, or any byte allocated. The word that is written is one that the loop reads and
 *       clears, so its line comes back from the other core now and then, some 200 ns each time; who writes a line that
 *       nobody else has takes 15.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ArmFromOutsideBenchmark {
    private final RunningLoop loop = new RunningLoop();
    private final Source source = new Source(new Bell());
    private long momentNanos;

    /** Ready when it was armed, until it is dispatched. */
    private static final class Bell implements SourceFuncs {
        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            self.clearReadyTime();
            return true;
        }
    }

    /** Adds the source that is armed. */
    @Setup
    public void open() {
        source.attach(loop.context);
    }

    /** Ends the loop. */
    @TearDown
    public void close() throws InterruptedException {
        loop.end();
    }

    @Benchmark
    public void arm() {
        source.setReadyTimeNanos(momentNanos++);
    }
}
