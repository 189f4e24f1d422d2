package org.mainspring.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** What one thread does alone. The results are kept in fields, so that nothing is left out. */
final class Alone {
    private static final int BATCH = 1_000;
    private static final int THREADS = 20;

    private final Effort effort;
    private final Lines lines;
    private final AtomicLong word = new AtomicLong();
    private long sum;
    private Object kept = this;

    /** What is called, by way of an array, as a callback is by way of its source. The compiler has seen one kind there, as in the benchmarks, and puts it in place. */
    private interface Step {
        long from(long value);
    }

    private final Step[] steps = {adding(1), adding(2), adding(3), adding(4)};

    private static Step adding(long more) {
        return value -> value + more;
    }

    private Alone(Effort effort, Lines lines) {
        this.effort = effort;
        this.lines = lines;
    }

    static void measure(Effort effort, Lines lines) {
        Alone alone = new Alone(effort, lines);
        alone.print("call", alone::call, BATCH);
        alone.print("clock", alone::lookAtClock, BATCH);
        alone.print("cas", alone::compareAndSet, BATCH);
        alone.print("allocation", alone::allocate, BATCH);
        alone.selector();
        alone.startThreads();
    }

    private void print(String what, Effort.Batch batch, int operations) {
        lines.print("what=" + what + ";in=java", effort.measure(batch, operations));
    }

    private void call(int operations) {
        for (int i = 0; i < operations; i++) {
            sum = steps[i & 3].from(sum);
        }
    }

    private void lookAtClock(int operations) {
        for (int i = 0; i < operations; i++) {
            sum += System.nanoTime();
        }
    }

    private void compareAndSet(int operations) {
        for (int i = 0; i < operations; i++) {
            long seen = word.getPlain();
            word.compareAndSet(seen, seen + 1);
        }
    }

    private void allocate(int operations) {
        for (int i = 0; i < operations; i++) {
            kept = new long[4];
        }
    }

    /** A selector with one channel, as a loop has. */
    private void selector() {
        try (Selector selector = Selector.open()) {
            Pipe pipe = Pipe.open();
            try (Pipe.SourceChannel source = pipe.source();
                    Pipe.SinkChannel sink = pipe.sink()) {
                source.configureBlocking(false);
                source.register(selector, SelectionKey.OP_READ);
                print("select-now", operations -> look(selector, operations), BATCH);
                print("select-round", operations -> goRound(selector, operations), BATCH);
                kept = sink;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void look(Selector selector, int operations) {
        try {
            for (int i = 0; i < operations; i++) {
                sum += selector.selectNow();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void goRound(Selector selector, int operations) {
        try {
            for (int i = 0; i < operations; i++) {
                selector.wakeup();
                sum += selector.select();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void startThreads() {
        Histogram nanos = new Histogram(3);
        long beginNanos = System.nanoTime();
        try {
            for (long now = beginNanos; now - beginNanos < effort.nanos() || nanos.getTotalCount() < THREADS; ) {
                Thread thread = new Thread(() -> sum++, "floor");
                thread.start();
                thread.join();
                long endNanos = System.nanoTime();
                nanos.recordValue(endNanos - now);
                now = endNanos;
            }
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
        }
        lines.print("what=thread;in=java", nanos);
    }

    @Override
    public String toString() {
        return "sum " + sum + ", kept " + kept; // read, so that they are not written in vain
    }
}
