package org.mainspring.bench.report;

import java.util.List;

/** Where values lie between the two ends of a plot. */
interface Axis {
    /** From 0, where the axis begins, to 1, where it ends; values outside are moved to the nearer end. */
    double position(double value);

    /** The marks, from the beginning to the end. */
    List<Tick> ticks();

    /** Within 0 and 1. */
    static double clamp(double position) {
        return Math.max(0, Math.min(1, position));
    }
}
