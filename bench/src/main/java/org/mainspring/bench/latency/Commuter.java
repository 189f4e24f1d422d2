package org.mainspring.bench.latency;

import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.bench.circuit.Circuit;

/**
 * Goes round on a circuit until its time is over, and records how long each round took.
 *
 * @threads confined to the circuit's origin
 */
final class Commuter implements Runnable {
    private final Circuit circuit;
    private final long endNanos;
    private final SingleWriterRecorder recorder;
    private final CountDownLatch atRest;
    private boolean isUnderway;
    private long startNanos;

    Commuter(Circuit circuit, long endNanos, SingleWriterRecorder recorder, CountDownLatch atRest) {
        this.circuit = circuit;
        this.endNanos = endNanos;
        this.recorder = recorder;
        this.atRest = atRest;
    }

    @Override
    public void run() {
        long nowNanos = Waiting.now();
        if (isUnderway) {
            Histograms.record(recorder, nowNanos - startNanos);
        }
        if (nowNanos < endNanos) {
            isUnderway = true;
            startNanos = nowNanos;
            circuit.setOut(this);
        } else {
            atRest.countDown();
        }
    }
}
