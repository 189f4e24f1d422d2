package org.mainspring.bench.report;

/**
 * A mark on an axis.
 *
 * @param position from 0, where the axis begins, to 1
 * @param label what stands beside it; empty for a line without words
 */
record Tick(double position, String label) {}
