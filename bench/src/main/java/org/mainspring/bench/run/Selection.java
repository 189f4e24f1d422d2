package org.mainspring.bench.run;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.mainspring.bench.report.Measured;

/** Which cases of JMH a quick run measures and which a full one, by what they are called in the report. */
final class Selection {
    /** What is wanted, most wanted first. All peers take part, and of the variants of ours those that do it otherwise. */
    private static final List<Pattern> WANTED = patterns(
            "W1 idle dispatch idles=(1|100) .*",
            "W1 idle dispatch idles=once .*",
            "W2 timeouts op=(add|remove);armed=100000 (?!mainspring-).*",
            "W2 timeouts op=add-remove;armed=100000 (mainspring|netty-nio)",
            "W2 timeouts op=rearm;armed=100000 .*",
            "W2 timeouts op=rearm;armed=0 mainspring",
            "W4 post posters=1 .*",
            "W3 dispatch against attached kind=timeouts;attached=(0|1000|100000) .*",
            "W3 dispatch against attached op=self-post;kind=timeouts;attached=(0|100000) (mainspring|netty-nio|stpe)");

    /** What even a full run leaves out, for it says nothing that the rest does not say; JMH alone has it all. */
    private static final List<Pattern> SAY_NOTHING_NEW = patterns(
            "\\w+Benchmark\\..*", // the same as W5 to W9, which the program of the latencies measures with threads
            // pinned
            "W1 .*priorities=10;idles=(1|10|1000) .*",
            "W2 .*order=sorted.*",
            "W2 timeouts op=add-remove;armed=(10|1000|1000000) .*",
            "W2 timeouts op=(add|remove);armed=(10|1000|1000000) mainspring-ready-time",
            "W3 .*op=self-post.*attached=10 .*",
            "W3 .*op=self-post.* (mainspring-idle|netty-epoll)");

    private Selection() {}

    /** What a quick run wants, most wanted first. */
    static List<Pattern> wanted() {
        return WANTED;
    }

    /** What a full run leaves out. */
    static List<Pattern> sayingNothingNew() {
        return SAY_NOTHING_NEW;
    }

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

    /** Whether a full run measures a case. */
    static boolean isFull(Measured measured) {
        String name = measured.toString();
        return SAY_NOTHING_NEW.stream().noneMatch(left -> left.matcher(name).matches());
    }

    private static List<Pattern> patterns(String... patterns) {
        return Arrays.stream(patterns).map(Pattern::compile).toList();
    }
}
