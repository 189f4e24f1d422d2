package org.mainspring.bench.run;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.mainspring.bench.report.Measured;

/** Which cases of JMH a quick run measures, by what they are called in the report. */
final class Selection {
    /** What is wanted, most wanted first. All peers take part, and of the variants of ours those that do it otherwise. */
    private static final List<Pattern> WANTED = patterns(
            "W1 idle dispatch idles=(1|100) .*",
            "W1 idle dispatch idles=once .*",
            "W2 timeouts op=(add|remove);armed=100000 (?!mainspring-).*",
            "W2 timeouts op=rearm;armed=100000 .*",
            "W2 timeouts op=rearm;armed=0 mainspring",
            "W4 post posters=1 .*",
            "W3 dispatch against attached kind=timeouts;attached=(0|1000|100000) .*",
            "W3 dispatch against attached op=self-post;kind=timeouts;attached=(0|100000) (mainspring|netty-nio|stpe)",
            "W9 .*",
            "W10 .*");

    private Selection() {}

    /** Where in the order a case stands, from 0; in a full run those come last that a quick one leaves out. */
    static int rank(Measured measured) {
        String name = measured.toString();
        for (int i = 0; i < WANTED.size(); i++) {
            if (WANTED.get(i).matcher(name).matches()) {
                return i;
            }
        }
        return WANTED.size();
    }

    /** Whether a quick run measures a case. */
    static boolean isQuick(Measured measured) {
        return rank(measured) < WANTED.size();
    }

    private static List<Pattern> patterns(String... patterns) {
        return Arrays.stream(patterns).map(Pattern::compile).toList();
    }
}
