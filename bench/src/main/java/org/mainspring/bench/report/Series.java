package org.mainspring.bench.report;

import java.util.List;

/**
 * What one of the peers has in a plot of lines.
 *
 * @param peer who
 * @param points from left to right
 * @param marked whether the points themselves are shown: they were measured, and the line between only connects them
 */
record Series(String peer, List<Point> points, boolean marked) {
    /** A point, in the units of the axes. */
    record Point(double x, double y) {}
}
