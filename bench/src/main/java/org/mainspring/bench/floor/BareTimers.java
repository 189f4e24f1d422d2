package org.mainspring.bench.floor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mainspring.bench.jvm.CompilerRest;
import org.mainspring.mainloop.queue.IdTable;
import org.mainspring.mainloop.queue.Member;
import org.mainspring.mainloop.queue.TimerHeap;

/**
 * Timers of one thread in the library's own heap and table of ids, and nothing else: no source, no loop. Nobody can do without
 * what is here who keeps timers in order, gives them ids that are in order among threads and finds them by these, and lets any
 * thread call them off, once. They are armed and called off as W2's benchmarks do it, whose delays no room can import.
 */
final class BareTimers {
    private static final int[] ARMED = {10, 1_000, 100_000, 1_000_000};

    /** Beside so many both in one are measured as well: what a full run asks. */
    private static final int ARMED_FOR_BOTH = 100_000;

    private static final int BATCH = 1_000;
    private static final int FILL = 100_000;
    private static final long LEAST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int DELAYS = 1 << 16;

    private final TimerHeap<Timer> heap = new TimerHeap<>();
    private final IdTable<Timer> table = new IdTable<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final long[] delays =
            new SplittableRandom(1).longs(DELAYS, LEAST_NANOS, 2 * LEAST_NANOS).toArray();
    private final Runnable callback = this::fire;
    private final Timer[] batch;
    private int nextDelay;

    /** What a timer must know, but for its deadline, which is in the heap. */
    private static final class Timer extends Member {
        private static final VarHandle CALLBACK;

        static {
            try {
                CALLBACK = MethodHandles.lookup().findVarHandle(Timer.class, "callback", Runnable.class);
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        private volatile @Nullable Runnable callback;

        Timer(Runnable callback) {
            CALLBACK.set(this, callback);
        }

        /** Lets go of the callback; one thread alone is told that it did. */
        boolean end() {
            Runnable seen = callback;
            return seen != null && CALLBACK.compareAndSet(this, seen, null);
        }
    }

    /** With so many that stay, and others in batches. */
    private BareTimers(int armed, int batch) {
        this.batch = new Timer[batch];
        for (int i = 0; i < armed; i++) {
            arm();
        }
    }

    /** What is measured in a turn, and what its figures are called. */
    private record Figures(List<String> names, Effort.Turn turn) {
        void runOnce() {
            turn.batches().forEach(batch -> batch.run(turn.operations()));
        }

        void print(Lines lines, double[] nanos) {
            for (int i = 0; i < nanos.length; i++) {
                lines.print("what=bare-" + names.get(i) + ";in=java", nanos[i]);
            }
        }
    }

    static void measure(Effort effort, Lines lines) throws Exception {
        List<Figures> all = new ArrayList<>();
        for (int armed : ARMED) {
            BareTimers timers = new BareTimers(armed, BATCH);
            all.add(timers.halves("add;armed=" + armed, "remove;armed=" + armed));
            if (armed == ARMED_FOR_BOTH) {
                all.add(timers.both("add-remove;armed=" + armed));
            }
        }
        all.add(new BareTimers(0, FILL).halves("fill;timers=" + FILL, "drain;timers=" + FILL));
        System.gc(); // those that stay become old, as in a loop
        new CompilerRest().awaitRepeated(() -> all.forEach(Figures::runOnce));
        List<double[]> nanos =
                effort.measureInTurn(all.stream().map(Figures::turn).toList());
        for (int i = 0; i < all.size(); i++) {
            all.get(i).print(lines, nanos.get(i));
        }
    }

    private Figures halves(String add, String remove) {
        return new Figures(
                List.of(add, remove), new Effort.Turn(List.of(this::armAll, this::callOffAll), batch.length));
    }

    private Figures both(String name) {
        return new Figures(List.of(name), new Effort.Turn(List.of(this::armAndCallOff), batch.length));
    }

    private void fire() {
        throw new IllegalStateException("fired");
    }

    private void armAll(int operations) {
        for (int i = 0; i < operations; i++) {
            batch[i] = arm();
        }
    }

    private void callOffAll(int operations) {
        for (int i = 0; i < operations; i++) {
            callOff(batch[i]);
        }
    }

    private void armAndCallOff(int operations) {
        for (int i = 0; i < operations; i++) {
            batch[0] = arm();
            callOff(batch[0]);
        }
    }

    private Timer arm() {
        Timer timer = new Timer(callback);
        long deadlineNanos = System.nanoTime() + delays[nextDelay++ & (DELAYS - 1)];
        IdTable.assignId(timer, lastId.incrementAndGet());
        heap.add(timer, deadlineNanos);
        table.add(timer);
        return timer;
    }

    private void callOff(Timer timer) {
        if (timer.end()) {
            table.remove(timer.id());
            heap.remove(timer);
        }
    }
}
