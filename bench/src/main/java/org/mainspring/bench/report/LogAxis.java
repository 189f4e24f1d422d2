package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Equal steps for equal factors. A value of 0, which has no place on such an axis, stands one decade below its beginning. */
final class LogAxis implements Axis {
    private static final double MANY_DECADES = 2.5;

    private final double low;
    private final double high;
    private final boolean withZero;
    private final DoubleFunction<String> label;

    /** From the least of the values to the greatest, a little wider; at least one above 0. */
    LogAxis(double[] values, double margin, DoubleFunction<String> label) {
        double least = Double.MAX_VALUE;
        double most = 0;
        boolean zero = false;
        for (double value : values) {
            zero |= value <= 0;
            least = value > 0 ? Math.min(least, value) : least;
            most = Math.max(most, value);
        }
        this.low = Math.log10(least / margin) - (zero ? 1 : 0);
        this.high = Math.max(Math.log10(most * margin), low + 0.1);
        this.withZero = zero;
        this.label = label;
    }

    @Override
    public double position(double value) {
        return value <= 0 ? 0 : Axis.clamp((Math.log10(value) - low) / (high - low));
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        if (withZero) {
            ticks.add(new Tick(0, label.apply(0)));
        }
        double first = withZero ? low + 1 : low;
        for (int decade = (int) Math.floor(first); decade <= high; decade++) {
            for (int digit : digits()) {
                double value = digit * Math.pow(10, decade);
                if (Math.log10(value) >= first - 1e-9 && Math.log10(value) <= high + 1e-9) {
                    ticks.add(new Tick(position(value), label.apply(value)));
                }
            }
        }
        return ticks;
    }

    private int[] digits() {
        if (high - low > MANY_DECADES) {
            return new int[] {1};
        }
        return high - low > 1 ? new int[] {1, 3} : new int[] {1, 2, 5};
    }
}
