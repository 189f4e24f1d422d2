package org.mainspring.bench.report;

/**
 * What the machine can do at all, and what of ours stands upon it.
 *
 * @param floor what the machine does
 * @param floorNanos how long that takes
 * @param ours what we do
 * @param oursNanos how long that takes
 */
record FloorRow(String floor, double floorNanos, String ours, double oursNanos) {
    /** How many times the floor. */
    double factor() {
        return oursNanos / floorNanos;
    }
}
