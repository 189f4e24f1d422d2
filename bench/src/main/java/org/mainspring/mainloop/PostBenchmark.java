package org.mainspring.mainloop;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.concurrent.ContextExecutor;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a post from another thread cost when posts come in a flood?
 *
 * <ul>
 *   <li>Command: {@code java -jar bench/target/benchmarks.jar Post}</li>
 *   <li>One operation: one function of 10 000 invoked on a running loop, or handed to its executor, by one other thread,
 *       which then waits until all have run; or one source of that loop armed for now by the other thread, as a task does that has news, without
 *       waiting.</li>
 *   <li>A bad number: more than 100 ns to invoke or 15 ns to hand over or to arm, or any byte allocated by the last two.</li>
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PostBenchmark {
    private static final int FLOOD = 10_000;

    private final RunningLoop loop = new RunningLoop();
    private final AtomicLong over = new AtomicLong();
    private final SourceCallback function = this::run;
    private final SourceCallback last = this::runLast;
    private final Runnable command = this::run;
    private final Runnable lastCommand = this::runLast;
    private final Executor executor = ContextExecutor.of(loop.context);
    private final Source source = new Source(new Bell());
    private long floods;
    private long ran; // confined to the loop's thread
    private long momentNanos;

    /** Ready when it was armed, until it is dispatched. */
    private static final class Bell implements SourceFuncs {
        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            self.clearReadyTime();
            return true;
        }
    }

    private boolean run() {
        ran++;
        return Source.REMOVE;
    }

    private boolean runLast() {
        run();
        over.set(ran / FLOOD);
        return Source.REMOVE;
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
    @OperationsPerInvocation(FLOOD)
    public void invoke() {
        for (int i = 1; i < FLOOD; i++) {
            loop.context.invoke(function);
        }
        loop.context.invoke(last);
        awaitLast();
    }

    /** As {@link #invoke}, by way of the executor. */
    @Benchmark
    @OperationsPerInvocation(FLOOD)
    public void execute() {
        for (int i = 1; i < FLOOD; i++) {
            executor.execute(command);
        }
        executor.execute(lastCommand);
        awaitLast();
    }

    private void awaitLast() {
        floods++;
        while (over.get() != floods) {
            Thread.onSpinWait();
        }
    }

    @Benchmark
    public void arm() {
        source.setReadyTimeNanos(momentNanos++);
    }
}
