package org.mainspring.bench.latency;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.bench.circuit.Circuit;

/**
 * Goes round on a circuit once, and records how long after the moment it is home for which it was meant. It is the message
 * itself: whoever runs it fetches this one object from the poster's processor, and no other.
 *
 * @threads confined to the circuit's origin
 */
final class Traveller implements Runnable {
    private final Circuit circuit;
    private final long intendedNanos;
    private final SingleWriterRecorder recorder;
    private final AtomicLong home;
    private boolean isUnderway;

    /** To be given to the origin at the intended moment; it adds itself to those who are home. */
    Traveller(Circuit circuit, long intendedNanos, SingleWriterRecorder recorder, AtomicLong home) {
        this.circuit = circuit;
        this.intendedNanos = intendedNanos;
        this.recorder = recorder;
        this.home = home;
    }

    @Override
    public void run() {
        if (isUnderway) {
            Histograms.record(recorder, Waiting.now() - intendedNanos);
            home.lazySet(home.getPlain() + 1); // only the origin writes
        } else {
            isUnderway = true;
            circuit.setOut(this);
        }
    }
}
