package org.mainspring.bench.floor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Two threads on two cores hand a number to and fro. One operation is one way. */
final class CacheLine {
    private static final int ROUND_TRIPS = 1_000;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    /** So far apart that each has a line of its own, and none its neighbour. */
    private static final int TO = 32;

    private static final int BACK = 96;
    private static final int LENGTH = 128;
    private static final long OVER = -1;

    private final long[] words = new long[LENGTH];
    private long sent; // of the thread that sends

    private CacheLine() {}

    static void measure(Effort effort, Place place, Lines lines) throws InterruptedException {
        CacheLine line = new CacheLine();
        Thread other = new Thread(() -> line.returnAll(place), "floor");
        other.start();
        double nanos = effort.measure(operations -> line.sendAndAwait(operations / 2), 2 * ROUND_TRIPS);
        WORD.setRelease(line.words, TO, OVER);
        other.join();
        lines.print("what=cache-line;placement=" + place.name() + ";in=java", nanos);
    }

    private void returnAll(Place place) {
        place.pinThere();
        long seen = 0;
        while (seen != OVER) {
            long now = (long) WORD.getAcquire(words, TO);
            if (now != seen) {
                seen = now;
                WORD.setRelease(words, BACK, now);
            }
        }
    }

    private void sendAndAwait(int roundTrips) {
        for (int i = 0; i < roundTrips; i++) {
            long number = ++sent;
            WORD.setRelease(words, TO, number);
            while ((long) WORD.getAcquire(words, BACK) != number) {
                // Without a pause: it would be longer than the way.
            }
        }
    }
}
