package org.mainspring.bench.latency;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** Histograms of nanoseconds, all of one shape, so that they add up. */
final class Histograms {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private Histograms() {}

    /** Empty, for sums. */
    static Histogram histogram() {
        return new Histogram(1, HIGHEST_NANOS, DIGITS);
    }

    /** For the one thread that records; another may take what was recorded meanwhile. */
    static SingleWriterRecorder recorder() {
        return new SingleWriterRecorder(1, HIGHEST_NANOS, DIGITS);
    }

    /** Records a length: what came too early counts as 0, what took for ever as the longest that there is. */
    static void record(SingleWriterRecorder recorder, long lengthNanos) {
        recorder.recordValue(Math.min(Math.max(lengthNanos, 0), HIGHEST_NANOS));
    }
}
