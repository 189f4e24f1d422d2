package org.mainspring.bench.latency;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The percentiles that are told of a histogram: those of which its values are enough to tell. */
final class Percentiles {
    private static final double[] TOLD = {50, 90, 99, 99.9};
    private static final double WHOLE = 100;

    /** Float noise must not hide a percentile that is just told. */
    private static final double NEARLY_ONE = 1 - 1e-9;

    private Percentiles() {}

    /**
     * The values in nanoseconds by percentile, as they stand in params: {@code 50}, {@code 99.9}.
     *
     * @param worst whether to tell the largest of all, as {@code 100}
     */
    static Map<String, Long> of(Histogram nanos, boolean worst) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (double percentile : TOLD) {
            if (isTold(percentile, nanos.getTotalCount())) {
                values.put(name(percentile), nanos.getValueAtPercentile(percentile));
            }
        }
        if (worst && nanos.getTotalCount() > 0) {
            values.put(name(WHOLE), nanos.getMaxValue());
        }
        return values;
    }

    /** Whether at least one value lies above it. */
    private static boolean isTold(double percentile, long count) {
        return count * (WHOLE - percentile) / WHOLE >= NEARLY_ONE;
    }

    private static String name(double percentile) {
        long whole = (long) percentile;
        return whole == percentile ? Long.toString(whole) : Double.toString(percentile);
    }
}
