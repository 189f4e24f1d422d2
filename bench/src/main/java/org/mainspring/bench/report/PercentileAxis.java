package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Percentiles, with equal steps for equal factors of what is left above: 0, 90, 99, 99.9 are equally far apart. */
final class PercentileAxis implements Axis {
    private static final String[] LABELS = {"0", "90", "99", "99.9", "99.99", "99.999", "99.9999"};

    private final int nines;

    /** As far as so many nines, at most six. */
    PercentileAxis(int nines) {
        if (nines < 1 || nines >= LABELS.length) {
            throw new IllegalArgumentException("nines not from 1 to " + (LABELS.length - 1) + ": " + nines);
        }
        this.nines = nines;
    }

    @Override
    public double position(double percentile) {
        return percentile >= 100 ? 1 : Axis.clamp(Math.log10(100 / (100 - percentile)) / nines);
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= nines; i++) {
            ticks.add(new Tick((double) i / nines, LABELS[i] + "%"));
        }
        return ticks;
    }
}
