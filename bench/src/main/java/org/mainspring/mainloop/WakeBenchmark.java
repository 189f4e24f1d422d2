package org.mainspring.mainloop;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.concurrent.TimeUnit;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.SourceCallback;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * How long does it take from a post until it runs, on a loop that is proven to be blocked, with and without a
 * channel to select?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar Wake}</li>
 *   <li>One operation: one function invoked on the sleeping loop, until it runs there: one way, as seen by the
 *       poster, who spins.</li>
 *   <li>A bad number: a median of more than 6 us without a channel, of more than 8 us with one.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WakeBenchmark {
    @Param({"false", "true"})
    private boolean channel;

    private final RunningLoop loop = new RunningLoop();
    private final SourceCallback function = this::run;
    private volatile boolean ran;
    private Pipe pipe;

    private boolean run() {
        ran = true;
        return Source.REMOVE;
    }

    /** Watches a channel on which nothing comes. */
    @Setup
    public void open() throws IOException {
        if (channel) {
            pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            loop.context.watchAdd(pipe.source(), IOCondition.IN, (source, condition) -> Source.CONTINUE);
        }
    }

    /** Ends the loop. */
    @TearDown
    public void close() throws Exception {
        loop.end();
        if (channel) {
            pipe.sink().close();
            pipe.source().close();
        }
    }

    /** Lets the loop fall asleep. */
    @Setup(Level.Invocation)
    public void awaitBlocked() {
        ran = false;
        loop.awaitBlocked();
    }

    @Benchmark
    public void invoke() {
        loop.context.invoke(function);
        while (!ran) {
            Thread.onSpinWait();
        }
    }
}
