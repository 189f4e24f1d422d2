package org.mainspring.bench.latency;

import java.io.IOException;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * A peer that is open and in its place, ready to be measured.
 *
 * @threads confined to the poster
 */
interface Trial extends AutoCloseable {
    /**
     * Measures for some time.
     *
     * @param lengthNanos how long, about
     * @param recorder gets each latency, from one thread only; whoever that is, it has ended when this returns
     * @throws Exception if it cannot
     */
    void measure(long lengthNanos, SingleWriterRecorder recorder) throws Exception;

    @Override
    void close() throws IOException;
}
