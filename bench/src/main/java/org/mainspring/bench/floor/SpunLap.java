package org.mainspring.bench.floor;

import org.HdrHistogram.Histogram;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/**
 * A message through a bare queue to a thread that spins on another processor, and back through another queue: one lap after the
 * other, as in W6. It takes less than twice what a message takes that comes now and then and counts from when it was meant, which is
 * measured among the latencies: here all lines are at hand, and nobody waits for his moment.
 */
final class SpunLap {
    private static final int CHUNK = 256;

    private final MpscUnboundedVarHandleArrayQueue<Runnable> there = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
    private final MpscUnboundedVarHandleArrayQueue<Runnable> back = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
    private final Runnable sendHome = this::sendHome;
    private final Runnable arrive = this::arrive;
    private boolean isHome; // of the one who sends
    private boolean isOver; // of the other

    private SpunLap() {}

    static void measure(Effort effort, Place place, Lines lines) throws InterruptedException {
        SpunLap lap = new SpunLap();
        Thread other = new Thread(() -> lap.runAll(place), "floor");
        other.start();
        lap.laps(2 * effort.nanos()); // for the JVM's compiler
        Histogram nanos = lap.laps(2 * effort.nanos());
        lap.there.offer(() -> lap.isOver = true);
        other.join();
        lines.print("what=spun-lap;placement=" + place.name() + ";in=java", nanos);
    }

    private void sendHome() {
        back.offer(arrive);
    }

    private void arrive() {
        isHome = true;
    }

    private void runAll(Place place) {
        place.pinThere();
        while (!isOver) {
            runOne(there);
        }
    }

    /** Whatever comes: the index stays with who writes. Without a pause, which would be longer than the way. */
    private static void runOne(MpscUnboundedVarHandleArrayQueue<Runnable> queue) {
        Runnable message = queue.relaxedPoll();
        if (message != null) {
            message.run();
        }
    }

    private Histogram laps(long lengthNanos) {
        Histogram nanos = new Histogram(3);
        long startNanos = System.nanoTime();
        for (long untilNanos = startNanos + lengthNanos; startNanos - untilNanos < 0; ) {
            isHome = false;
            there.offer(sendHome);
            while (!isHome) {
                runOne(back);
            }
            long endNanos = System.nanoTime();
            nanos.recordValue(endNanos - startNanos);
            startNanos = endNanos;
        }
        return nanos;
    }
}
