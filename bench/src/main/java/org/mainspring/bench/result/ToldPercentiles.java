package org.mainspring.bench.result;

import java.util.stream.DoubleStream;

/** Which percentiles are told of operations that were timed one by one: those of which there were enough to tell. */
public final class ToldPercentiles {
    private static final double[] ALL = {50, 90, 99, 99.9};
    private static final double WHOLE = 100;

    /** Float noise must not hide a percentile that is just told. */
    private static final double NEARLY_ONE = 1 - 1e-9;

    private ToldPercentiles() {}

    /** Those of 50, 90, 99 and 99.9 that have at least one of so many operations above them. */
    public static DoubleStream of(long operations) {
        return DoubleStream.of(ALL).filter(percentile -> operations * (WHOLE - percentile) / WHOLE >= NEARLY_ONE);
    }
}
