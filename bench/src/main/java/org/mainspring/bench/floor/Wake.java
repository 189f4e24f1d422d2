package org.mainspring.bench.floor;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import org.mainspring.bench.machine.Pause;
import org.mainspring.bench.machine.ThreadState;
import org.mainspring.bench.peer.ThreadIdentity;

/**
 * From a wake-up until the woken thread runs, which was proven to be blocked: one way. Who wakes it waits as in W5, as
 * {@link Pause} says.
 */
final class Wake {
    private static final int WARM_UP = 2_000;
    private static final int MOST = 20_000;

    private final Bed bed;
    private final Place place;
    private final Pause pause;
    private final CompletableFuture<ThreadIdentity> identity = new CompletableFuture<>();
    private volatile long called;
    private volatile boolean isOver;
    private long ranNanos; // published by answered
    private volatile long answered;

    private Wake(Bed bed, Place place) {
        this.bed = bed;
        this.place = place;
        this.pause = place.pause();
    }

    static void measure(Effort effort, String what, Bed bed, Place place, Lines lines)
            throws IOException, InterruptedException {
        Wake wake = new Wake(bed, place);
        Thread sleeper = new Thread(wake::run, "floor");
        sleeper.start();
        try (ThreadState state = new ThreadState(wake.identity.join().linuxId())) {
            Histogram nanos = wake.collect(effort, sleeper, state);
            lines.print("what=" + what + ";placement=" + place.name() + ";in=java", nanos);
        }
        wake.isOver = true;
        bed.wake(sleeper);
        sleeper.join();
        bed.close();
    }

    private Histogram collect(Effort effort, Thread sleeper, ThreadState state) {
        Histogram nanos = new Histogram(3);
        long warmUntilNanos = System.nanoTime() + effort.nanos();
        for (int i = 0; i < WARM_UP && System.nanoTime() - warmUntilNanos < 0; i++) {
            once(sleeper, state);
        }
        long untilNanos = System.nanoTime() + 3 * effort.nanos();
        for (int i = 0; i < MOST && System.nanoTime() - untilNanos < 0; i++) {
            nanos.recordValue(once(sleeper, state));
        }
        return nanos;
    }

    private long once(Thread sleeper, ThreadState state) {
        state.awaitAsleep(pause);
        long number = called + 1;
        long startNanos = System.nanoTime();
        called = number;
        bed.wake(sleeper);
        while (answered != number) {
            pause.once();
        }
        return ranNanos - startNanos;
    }

    private void run() {
        place.pinThere();
        identity.complete(ThreadIdentity.current());
        while (!isOver) {
            bed.sleep();
            long number = called;
            if (number != answered) {
                ranNanos = System.nanoTime();
                answered = number;
            }
        }
    }
}
