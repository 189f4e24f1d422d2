package org.mainspring.mainloop.queue;

import java.util.Random;
import java.util.SplittableRandom;

/** Where tests get their random numbers from: a new seed each time, printed; or the one in {@code -Dmainspring.seed}. */
public final class Seed {
    private static final String PROPERTY = "mainspring.seed";

    private Seed() {}

    /** A seed for the test of this name. */
    public static long of(String test) {
        Long given = Long.getLong(PROPERTY);
        long seed = given == null ? new SplittableRandom().nextLong() : given;
        System.out.println(test + ": -D" + PROPERTY + "=" + seed);
        return seed;
    }

    /** Random numbers for a test. */
    public static Random random(Class<?> test) {
        return new Random(of(test.getSimpleName()));
    }
}
