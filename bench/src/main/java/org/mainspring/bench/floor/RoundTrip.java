package org.mainspring.bench.floor;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.mainspring.bench.machine.ThreadState;
import org.mainspring.bench.peer.ThreadIdentity;

/**
 * A thread that sleeps is woken and wakes in return who woke it, who sleeps meanwhile: there and back. That takes less than twice
 * what {@link Wake} takes, whose waker stays awake and is in the way, or has to give way, before the other can run.
 */
final class RoundTrip {
    private static final int MOST = 20_000;

    private final Bed bed;
    private final Place place;
    private final Thread waker = Thread.currentThread();
    private final CompletableFuture<ThreadIdentity> identity = new CompletableFuture<>();
    private volatile long called;
    private volatile long answered;
    private volatile boolean isOver;

    private RoundTrip(Bed bed, Place place) {
        this.bed = bed;
        this.place = place;
    }

    /** Before each trip one waits until the kernel says that the other sleeps, as W5 does. */
    static void measureProven(Effort effort, String what, Bed bed, Place place, Lines lines)
            throws IOException, InterruptedException {
        RoundTrip trip = new RoundTrip(bed, place);
        Thread sleeper = trip.start();
        try (ThreadState state = new ThreadState(trip.identity.join().linuxId())) {
            trip.collect(effort, sleeper, () -> state.awaitAsleep(place.pause()), what, lines);
        }
        trip.end(sleeper);
    }

    /** One trip after the other, as W6 does: of two processors the other may not have come to its sleep. */
    static void measureLaps(Effort effort, String what, Bed bed, Place place, Lines lines) throws InterruptedException {
        RoundTrip trip = new RoundTrip(bed, place);
        Thread sleeper = trip.start();
        trip.identity.join();
        trip.collect(effort, sleeper, () -> {}, what, lines);
        trip.end(sleeper);
    }

    private Thread start() {
        Thread sleeper = new Thread(this::answerAll, "floor");
        sleeper.start();
        return sleeper;
    }

    private void end(Thread sleeper) throws InterruptedException {
        isOver = true;
        bed.wake(sleeper);
        sleeper.join();
        bed.close();
    }

    private void collect(Effort effort, Thread sleeper, Runnable before, String what, Lines lines) {
        trips(effort.nanos(), sleeper, before); // for the JVM's compiler
        Histogram nanos = trips(2 * effort.nanos(), sleeper, before);
        lines.print("what=" + what + ";placement=" + place.name() + ";in=java", nanos);
    }

    private Histogram trips(long lengthNanos, Thread sleeper, Runnable before) {
        Histogram nanos = new Histogram(3);
        long untilNanos = System.nanoTime() + lengthNanos;
        for (int i = 0; i < MOST && System.nanoTime() - untilNanos < 0; i++) {
            before.run();
            nanos.recordValue(once(sleeper));
        }
        return nanos;
    }

    private long once(Thread sleeper) {
        long number = called + 1;
        long startNanos = System.nanoTime();
        called = number;
        bed.wake(sleeper);
        while (answered != number) {
            LockSupport.park(this);
        }
        return System.nanoTime() - startNanos;
    }

    private void answerAll() {
        place.pinThere();
        identity.complete(ThreadIdentity.current());
        while (!isOver) {
            long number = called;
            if (number == answered) {
                bed.sleep();
            } else {
                answered = number;
                LockSupport.unpark(waker);
            }
        }
    }
}
