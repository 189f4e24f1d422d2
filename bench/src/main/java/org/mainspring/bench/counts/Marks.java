package org.mainspring.bench.counts;

import java.io.File;

/**
 * Looks for files that are not there: what strace shows of them divides its log.
 *
 * <p>The name of the first tells what is done from then on, how often, and by which thread beside the one that looks:
 * {@code /mainspring-mark/begin/wake/500/4711}. The program in C makes the same marks.
 */
final class Marks {
    static final String BEGIN = "/mainspring-mark/begin/";
    static final String END = "/mainspring-mark/end";

    private Marks() {}

    /** From now on this is done. */
    static void begin(String scenario, int operations, long loopThread) {
        look(BEGIN + scenario + '/' + operations + '/' + loopThread);
    }

    /** It is done. */
    static void end() {
        look(END);
    }

    private static void look(String path) {
        if (new File(path).exists()) {
            throw new IllegalStateException(path + " is there");
        }
    }
}
