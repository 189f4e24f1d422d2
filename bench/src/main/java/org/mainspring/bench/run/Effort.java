package org.mainspring.bench.run;

/**
 * How long JMH measures each case.
 *
 * @param forks JVMs
 * @param warmups iterations that do not count
 * @param warmupMillis how long each
 * @param measurements iterations that count
 * @param measurementMillis how long each
 */
record Effort(int forks, int warmups, int warmupMillis, int measurements, int measurementMillis) {
    /** To look. */
    static final Effort QUICK = new Effort(1, 3, 150, 3, 200);

    /** To quote. */
    static final Effort FULL = new Effort(3, 5, 1_000, 5, 1_000);

    /** What a fork takes besides: to start, to set up, to end. */
    private static final double FORK_SECONDS = 1.2;

    /** About how long a case takes. */
    double seconds() {
        return forks * (FORK_SECONDS + (warmups * warmupMillis + measurements * measurementMillis) / 1e3);
    }
}
