package org.mainspring.bench.latency;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.mainspring.bench.result.ToldPercentiles;

/** The percentiles that are told of a histogram: those of which its values are enough to tell. */
final class Percentiles {
    private static final double WHOLE = 100;

    private Percentiles() {}

    /**
     * The values in nanoseconds by percentile, as they stand in params: {@code 50}, {@code 99.9}.
     *
     * @param worst whether to tell the largest of all, as {@code 100}
     */
    static Map<String, Long> of(Histogram nanos, boolean worst) {
        Map<String, Long> values = new LinkedHashMap<>();
        ToldPercentiles.of(nanos.getTotalCount())
                .forEach(percentile -> values.put(name(percentile), nanos.getValueAtPercentile(percentile)));
        if (worst && nanos.getTotalCount() > 0) {
            values.put(name(WHOLE), nanos.getMaxValue());
        }
        return values;
    }

    private static String name(double percentile) {
        long whole = (long) percentile;
        return whole == percentile ? Long.toString(whole) : Double.toString(percentile);
    }
}
