package org.mainspring.bench.jvm;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.mainspring.mainloop.time.Nanos;

/**
 * Does something for nothing until the JVM's compiler has no more to do with it. While it compiles it takes a processor from
 * one of two threads, for tens of milliseconds at a time, and more so the more code a peer has; or both share the other, and
 * each wake-up is a switch. What it leaves is what lasts.
 *
 * <p>Nor does it get a processor while two threads keep two busy: then much waits for it, and nothing of that is done. So after
 * each trial there are pauses, until it has caught up; if several threads do it at once, only as far as they leave it a
 * processor.
 */
public final class CompilerRest {
    /** What is measured afterwards. */
    @FunctionalInterface
    public interface Trial {
        /**
         * Does it for a while.
         *
         * @param lengthNanos how long
         * @throws Exception if it cannot be done
         */
        void run(long lengthNanos) throws Exception;
    }

    /** Of so much more than a compiler can do for a rare event: it is given up then. */
    private static final int MOST_TRIALS = 20;

    /** What is rare in a flood comes so much later, and has the compiler do much of it once more. */
    private static final int QUIET_IN_A_FLOOD = 3;

    private static final int MOST_TRIALS_IN_A_FLOOD = 2 * MOST_TRIALS;

    /** Less than a method of some size takes; the threads of the compilers have always something to do. */
    private static final long NEGLIGIBLE_MILLIS = 10;

    private static final long LENGTH_NANOS = 100 * Nanos.PER_MILLI;

    private static final long PAUSE_NANOS = 50 * Nanos.PER_MILLI;

    /** Half a second: more than a method of any size takes of a processor. */
    private static final int MOST_PAUSES = 10;

    private final LongSupplier spentMillis;
    private final Runnable pause;

    /** Of this JVM. */
    public CompilerRest() {
        this(CompilerThreads.spentMillis(), CompilerRest::pause);
    }

    private static void pause() {
        long endNanos = System.nanoTime() + PAUSE_NANOS;
        for (long left = PAUSE_NANOS; left > 0; left = endNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Of a compiler that has spent so many milliseconds, and catches up in a pause. */
    CompilerRest(LongSupplier spentMillis, Runnable pause) {
        this.spentMillis = spentMillis;
        this.pause = pause;
    }

    /**
     * Does it, at least once.
     *
     * @param trial what is measured afterwards
     * @return how many times it was run
     * @throws Exception if the trial cannot be run
     */
    public int await(Trial trial) throws Exception {
        return await(trial, 1, MOST_TRIALS);
    }

    /** The same until so many in a row have left it nothing to do, or there were so many. */
    int await(Trial trial, int quietOnes, int most) throws Exception {
        int quiet = 0;
        int trials = 0;
        while (quiet < quietOnes && trials < most) {
            long spent = spentMillis.getAsLong();
            trial.run(LENGTH_NANOS);
            letItCatchUp();
            quiet = isNegligible(spent) ? quiet + 1 : 0;
            trials++;
        }
        return trials;
    }

    private void letItCatchUp() {
        boolean busy = true;
        for (int pauses = 0; busy && pauses < MOST_PAUSES; pauses++) {
            long spent = spentMillis.getAsLong();
            pause.run();
            busy = !isNegligible(spent);
        }
    }

    private boolean isNegligible(long spentBefore) {
        return spentMillis.getAsLong() - spentBefore <= NEGLIGIBLE_MILLIS;
    }

    /**
     * Does something short again and again, until the compiler has had no more to do with it for a while.
     *
     * @param operation what is measured afterwards
     * @throws Exception never, of its own
     */
    public void awaitRepeated(Runnable operation) throws Exception {
        Trial flood = lengthNanos -> {
            long startNanos = System.nanoTime();
            do {
                operation.run();
            } while (System.nanoTime() - startNanos < lengthNanos);
        };
        await(flood, QUIET_IN_A_FLOOD, MOST_TRIALS_IN_A_FLOOD);
    }
}
