package org.mainspring.bench.floor;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/**
 * A message through a bare queue to a thread that spins on another processor: one way, from the moment for which it was meant
 * until the reader runs it, and no loop about it. Messages come as often as with an open load of 10 000 a second, at random
 * intervals.
 */
final class SpunMessage {
    private static final int CHUNK = 256;
    private static final int SHORTEST_NANOS = 80_000;
    private static final int LONGEST_NANOS = 120_000;

    private final MpscUnboundedVarHandleArrayQueue<Runnable> queue = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
    private final Histogram nanos = new Histogram(3); // of the reader, until it is joined
    private boolean isOver; // of the reader

    private SpunMessage() {}

    static void measure(Effort effort, Place place, Lines lines) throws InterruptedException {
        for (Reader reader : Reader.values()) {
            Histogram nanos = new SpunMessage().collect(effort, place, reader);
            lines.print("what=" + reader.what + ";placement=" + place.name() + ";in=java", nanos);
        }
    }

    /** How the queue is read. */
    private enum Reader {
        /** Only what was there when it looked, as a loop has to whose batches are frozen: that takes the writers' index. */
        BATCH("spun-message") {
            @Override
            void read(SpunMessage way) {
                if (way.queue.relaxedPeek() != null) {
                    long end = way.queue.currentProducerIndex();
                    while (way.queue.currentConsumerIndex() < end) {
                        way.queue.poll().run();
                    }
                }
            }
        },

        /** Whatever comes: the index stays with the writers. */
        RELAXED("spun-message-relaxed") {
            @Override
            void read(SpunMessage way) {
                Runnable message = way.queue.relaxedPoll();
                if (message != null) {
                    message.run();
                }
            }
        };

        private final String what;

        Reader(String what) {
            this.what = what;
        }

        /** Runs what is there; returns at once if that is nothing. */
        abstract void read(SpunMessage way);
    }

    private Histogram collect(Effort effort, Place place, Reader reader) throws InterruptedException {
        Thread other = new Thread(() -> readAll(place, reader), "floor");
        other.start();
        send(10 * effort.nanos(), SHORTEST_NANOS / 20, LONGEST_NANOS / 20); // many, for the JVM's compiler
        queue.offer(nanos::reset);
        send(10 * effort.nanos(), SHORTEST_NANOS, LONGEST_NANOS);
        queue.offer(() -> isOver = true);
        other.join();
        return nanos;
    }

    private void readAll(Place place, Reader reader) {
        place.pinThere();
        while (!isOver) {
            reader.read(this); // without a pause: it would be longer than the way
        }
    }

    /** None waits behind another: the one before has been taken out. */
    private void send(long lengthNanos, int shortestNanos, int longestNanos) {
        SplittableRandom random = new SplittableRandom(1);
        long untilNanos = System.nanoTime() + lengthNanos;
        for (long now = System.nanoTime(); now - untilNanos < 0; now = System.nanoTime()) {
            long momentNanos = now + random.nextInt(shortestNanos, longestNanos);
            Runnable message = () -> nanos.recordValue(System.nanoTime() - momentNanos);
            awaitMoment(momentNanos);
            queue.offer(message);
        }
    }

    private void awaitMoment(long momentNanos) {
        while (System.nanoTime() - momentNanos < 0 || !queue.isEmpty()) { // looks into the queue only when it is time
            Thread.onSpinWait();
        }
    }
}
