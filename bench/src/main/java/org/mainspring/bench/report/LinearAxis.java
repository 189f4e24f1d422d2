package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Equal steps for equal differences, from 0. */
final class LinearAxis implements Axis {
    private static final int STEPS = 4;

    private final double high;

    /** As far as the greatest value. */
    LinearAxis(double most) {
        this.high = most > 0 ? most : 1;
    }

    @Override
    public double position(double value) {
        return Axis.clamp(value / high);
    }

    @Override
    public List<Tick> ticks() {
        double step = round(high / STEPS);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= high * (1 + 1e-9); i++) {
            ticks.add(new Tick(position(i * step), Numbers.plain(i * step)));
        }
        return ticks;
    }

    /** The next of 1, 2 and 5 times a power of ten. */
    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        for (int digit : new int[] {1, 2, 5}) {
            if (step <= digit * power * (1 + 1e-9)) {
                return digit * power;
            }
        }
        return 10 * power;
    }
}
