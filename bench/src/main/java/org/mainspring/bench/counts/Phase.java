package org.mainspring.bench.counts;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was called between two marks.
 *
 * @param scenario what was done
 * @param operations how often
 * @param byLoop how often the loop's thread made each system call
 * @param byPoster the same of the thread that made the marks
 */
record Phase(String scenario, int operations, Map<String, Long> byLoop, Map<String, Long> byPoster) {
    /** The calls of one thread, or of both, by name. */
    Map<String, Long> calls(boolean ofPosterToo) {
        Map<String, Long> calls = new TreeMap<>(byLoop);
        if (ofPosterToo) {
            byPoster.forEach((call, count) -> calls.merge(call, count, Long::sum));
        }
        return calls;
    }
}
