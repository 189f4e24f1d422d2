package org.mainspring.bench.counts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code strace -f -o} writes: a line for each system call, which begins with the number of the thread.
 *
 * <p>A call that another thread's interrupts has two lines; the second, "resumed", does not count. Nor do the marks,
 * nor what no thread of the phase has called: the JVM's own threads. A phase without end, and what has the form of no
 * call, is left out.
 */
final class StraceLog {
    private static final Pattern CALL = Pattern.compile("(\\d+) +([a-z_0-9]+)\\(.*");
    private static final Pattern BEGIN = Pattern.compile(".*\"" + Marks.BEGIN + "([a-z-]+)/(\\d+)/(\\d+)\".*");

    private final List<Phase> phases = new ArrayList<>();
    private @Nullable Open open;

    /** A phase of which the end has not come. */
    private record Open(
            String scenario, int operations, String loop, String poster, Map<String, Map<String, Long>> byThread) {
        void count(String thread, String call) {
            byThread.computeIfAbsent(thread, none -> new HashMap<>()).merge(call, 1L, Long::sum);
        }

        Phase ended() {
            return new Phase(scenario, operations, of(loop), of(poster));
        }

        private Map<String, Long> of(String thread) {
            return byThread.getOrDefault(thread, Map.of());
        }
    }

    private StraceLog() {}

    /** The phases, in order. */
    static List<Phase> phases(Stream<String> lines) {
        StraceLog log = new StraceLog();
        lines.forEach(log::take);
        return log.phases;
    }

    private void take(String line) {
        Matcher call = CALL.matcher(line);
        if (!call.matches()) {
            return;
        }
        Optional<Open> begun = begin(line, call.group(1));
        if (begun.isPresent()) {
            open = begun.get();
        } else if (line.contains('"' + Marks.END + '"')) {
            end();
        } else if (open != null) {
            open.count(call.group(1), call.group(2));
        }
    }

    private static Optional<Open> begin(String line, String poster) {
        Matcher begin = BEGIN.matcher(line);
        if (!begin.matches()) {
            return Optional.empty();
        }
        int operations = Integer.parseInt(begin.group(2));
        return Optional.of(new Open(begin.group(1), operations, begin.group(3), poster, new HashMap<>()));
    }

    private void end() {
        if (open != null) {
            phases.add(open.ended());
            open = null;
        }
    }
}
