package org.mainspring.bench.result;

import java.util.Objects;

/** What may stand in a field, so that it is still one field in a line of output and in a file of commas. */
final class Fields {
    private Fields() {}

    /** A name: as {@link #text}, and not blank. */
    static String name(String field, String value) {
        text(field, value);
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " is blank");
        }
        return value;
    }

    /** Text in one line, without {@code |} and without a comma. */
    static String text(String field, String value) {
        Objects.requireNonNull(value, field);
        if (value.chars().anyMatch(Fields::separates)) {
            throw new IllegalArgumentException(field + " has a comma, a | or a line break: " + value);
        }
        return value;
    }

    /** A measured number: not negative, not infinite. */
    static double measured(String field, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(field + " is no measured number: " + value);
        }
        return value;
    }

    private static boolean separates(int c) {
        return c == ',' || c == '|' || c == '\n' || c == '\r';
    }
}
