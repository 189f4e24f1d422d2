package org.mainspring.bench.latency;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.bench.circuit.Circuit;
import org.mainspring.mainloop.time.Nanos;

/**
 * How requests come: each as soon as the one before is answered, or at times that were fixed before.
 *
 * <p>The first is the closed load, as JMH has it: while the system stalls, nobody comes, and one bad figure stands for all
 * that would have come. With the second, the open one, a request counts from the moment for which it was meant, so each that
 * a stall has held up tells of it.
 *
 * @param periodNanos from one arrival to the next; 0 for the closed load
 */
record Load(long periodNanos) {
    static final Load CLOSED = new Load(0);

    private static final Load HURRIED = perSecond(20_000);

    /** The open load of so many requests each second. */
    static Load perSecond(long rate) {
        return new Load(Nanos.PER_SECOND / rate);
    }

    boolean isClosed() {
        return periodNanos == 0;
    }

    /** The same, but for what comes rarely: that comes 20 000 times a second. */
    Load hurried() {
        return periodNanos > HURRIED.periodNanos ? HURRIED : this;
    }

    /** As it stands in params: nothing for the closed load. */
    String params() {
        return isClosed() ? "" : ";rate=" + Nanos.PER_SECOND / periodNanos + "/s";
    }

    private Arrivals arrivals() {
        return new Arrivals(Waiting.now() + periodNanos, periodNanos);
    }

    // ---- calls, of which the poster waits for each

    /** Calls for some time. What is late makes the next calls late, and they count from when they were meant. */
    void run(Call call, long lengthNanos, SingleWriterRecorder recorder) throws Exception {
        if (isClosed()) {
            long endNanos = Waiting.now() + lengthNanos;
            for (long startNanos = Waiting.now(); startNanos < endNanos; startNanos = Waiting.now()) {
                call.call();
                Histograms.record(recorder, Waiting.now() - startNanos);
            }
        } else {
            Arrivals arrivals = arrivals();
            for (long i = 0; i < arrivals.within(lengthNanos); i++) {
                Waiting.until(arrivals.intendedNanos(i));
                call.call();
                Histograms.record(recorder, Waiting.now() - arrivals.intendedNanos(i));
            }
        }
    }

    // ---- trips on a circuit, of which several may be on the way

    /** Has trips made for some time: so many at once with the closed load, each at its time with the open one. */
    void run(Circuit circuit, int outstanding, long lengthNanos, SingleWriterRecorder recorder)
            throws InterruptedException {
        if (isClosed()) {
            runClosed(circuit, outstanding, lengthNanos, recorder);
        } else {
            runOpen(circuit, lengthNanos, recorder);
        }
    }

    private static void runClosed(Circuit circuit, int outstanding, long lengthNanos, SingleWriterRecorder recorder)
            throws InterruptedException {
        CountDownLatch atRest = new CountDownLatch(outstanding);
        long endNanos = Waiting.now() + lengthNanos;
        for (int i = 0; i < outstanding; i++) {
            circuit.origin().execute(new Commuter(circuit, endNanos, recorder, atRest));
        }
        atRest.await();
    }

    private void runOpen(Circuit circuit, long lengthNanos, SingleWriterRecorder recorder) throws InterruptedException {
        Arrivals arrivals = arrivals();
        long count = arrivals.within(lengthNanos);
        AtomicLong home = new AtomicLong();
        for (long i = 0; i < count; i++) {
            long intendedNanos = arrivals.intendedNanos(i);
            Traveller traveller = new Traveller(circuit, intendedNanos, recorder, home);
            Waiting.until(intendedNanos);
            circuit.origin().execute(traveller);
        }
        while (home.get() < count) {
            Waiting.nap();
        }
    }
}
