package org.mainspring.bench.run;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.mainspring.bench.report.Measured;

/** Which cases of JMH a quick run measures, by what they are called in the report. */
final class Selection {
    /** How many ranks there are. */
    static final int RANKS = 2;

    /** What stands in the table of aims. */
    private static final List<Pattern> FIRST = patterns(
            "W1 idle dispatch idles=(1|100) ",
            "W2 timeouts op=(add|remove|rearm);armed=100000 ",
            "W3 dispatch against attached kind=timeouts;attached=(0|100000) ",
            "W4 post posters=1 ");

    /** What is measured as well, if the time allows. */
    private static final List<Pattern> SECOND = patterns("W1 ", "W2 ", "W3 ", "W4 ", "W9 ", "W10 ");

    private Selection() {}

    /** When a case has its turn, from 0; -1 if it is not measured. In a full run all are. */
    static int rank(Measured measured, boolean full) {
        String name = measured.toString();
        if (matches(FIRST, name)) {
            return 0;
        }
        return full || matches(SECOND, name) ? 1 : -1;
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).lookingAt());
    }

    private static List<Pattern> patterns(String... patterns) {
        return Arrays.stream(patterns).map(Pattern::compile).toList();
    }
}
