package org.mainspring.bench.run;

/**
 * How long JMH measures a case in one fork.
 *
 * @param warmups iterations that do not count
 * @param warmupMillis how long each
 * @param measurements iterations that count
 * @param measurementMillis how long each
 */
record Effort(int warmups, int warmupMillis, int measurements, int measurementMillis) {
    /** To look. */
    static final Effort QUICK = new Effort(3, 150, 3, 200);

    /** To quote, of three forks. */
    static final Effort FULL = new Effort(4, 200, 5, 200);

    /** What a fork takes besides: to start, to set up, to end. */
    private static final double FORK_SECONDS = 1.5;

    /** The same with iterations of another length. */
    Effort withMillis(int millis) {
        return new Effort(warmups, millis, measurements, millis);
    }

    /** About how long a case takes. */
    double seconds() {
        return FORK_SECONDS + (warmups * warmupMillis + measurements * measurementMillis) / 1e3;
    }
}
