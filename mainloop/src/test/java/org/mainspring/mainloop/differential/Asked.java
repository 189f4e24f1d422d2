package org.mainspring.mainloop.differential;

import java.util.List;
import java.util.Properties;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of the differential test.
 *
 * @param seeds to run; null if none were named
 * @param size of the scenarios that are made, as a multiple of the ordinary one
 * @param records whether to write the traces of the repository anew
 */
record Asked(@Nullable List<Long> seeds, int size, boolean records) {
    private static final String FIRST = "differential.first";
    private static final String COUNT = "differential.seeds";
    private static final String SIZE = "differential.size";
    private static final String RECORD = "differential.record";

    /** The most seeds of one run: a list of them must fit. */
    private static final long MOST = 100_000_000;

    /**
     * What these properties ask.
     *
     * @throws IllegalArgumentException if one has a value that means nothing
     */
    static Asked of(Properties properties) {
        String first = properties.getProperty(FIRST);
        String count = properties.getProperty(COUNT);
        String times = properties.getProperty(SIZE);
        int size = times == null ? 1 : (int) whole(SIZE, times, 1, Generator.MOST_SIZE);
        if (first == null && count == null) {
            return new Asked(null, size, records(properties));
        }
        long from = first == null ? 1 : whole(FIRST, first, Long.MIN_VALUE, Long.MAX_VALUE - MOST);
        long seeds = count == null ? 1 : whole(COUNT, count, 1, MOST);
        return new Asked(LongStream.range(from, from + seeds).boxed().toList(), size, records(properties));
    }

    /** Whether it asks for anything that only the real GLib can answer. */
    boolean needsGlib() {
        return seeds != null || records;
    }

    private static boolean records(Properties properties) {
        String value = properties.getProperty(RECORD, "false");
        return switch (value) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("-D" + RECORD + " is neither true nor false: " + value);
        };
    }

    private static long whole(String property, String value, long least, long most) {
        String range = "-D" + property + " is not a whole number from " + least + " to " + most + ": " + value;
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(range, noNumber);
        }
        throw new IllegalArgumentException(range);
    }
}
