package org.mainspring.bench.latency;

import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.bench.circuit.Circuit;

/**
 * Trips on a circuit under a load.
 *
 * @param circuit closed with this
 * @param load how they come
 * @param outstanding how many at once with the closed load
 */
record CircuitTrial(Circuit circuit, Load load, int outstanding) implements Trial {
    @Override
    public void measure(long lengthNanos, SingleWriterRecorder recorder) throws InterruptedException {
        load.run(circuit, outstanding, lengthNanos, recorder);
    }

    @Override
    public void close() {
        circuit.close();
    }
}
