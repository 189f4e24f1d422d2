package org.mainspring.mainloop.testing;

import org.mainspring.mainloop.time.Nanos;

/** Lengths of time for people: a whole number of the coarsest unit that gives one. */
final class TimeFormat {
    private static final long[] UNITS = {
        Nanos.PER_SECOND * 86_400,
        Nanos.PER_SECOND * 3_600,
        Nanos.PER_SECOND * 60,
        Nanos.PER_SECOND,
        Nanos.PER_MILLI,
        Nanos.PER_MICRO
    };
    private static final String[] NAMES = {"d", "h", "min", "s", "ms", "us"};

    private TimeFormat() {}

    static String shortest(long nanos) {
        if (nanos == 0) {
            return "0";
        }
        for (int i = 0; i < UNITS.length; i++) {
            if (nanos % UNITS[i] == 0) {
                return nanos / UNITS[i] + NAMES[i];
            }
        }
        return nanos + "ns";
    }
}
