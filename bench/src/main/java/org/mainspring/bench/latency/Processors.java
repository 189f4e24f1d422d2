package org.mainspring.bench.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processors that this process may use, as Linux counts them.
 *
 * @param ids their numbers, ascending; empty where nobody tells
 */
record Processors(List<Integer> ids) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "Cpus_allowed_list:";

    /** Asks the kernel, about the thread that was first; none where there is no {@code /proc}. */
    static Processors allowed() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(KEY))
                    .findFirst()
                    .map(line -> parse(line.substring(KEY.length()).strip()))
                    .orElse(new Processors(List.of()));
        } catch (IOException noProc) {
            return new Processors(List.of());
        }
    }

    /** Reads a list as the kernel writes it: {@code 0-2,5}. */
    static Processors parse(String list) {
        return new Processors(Stream.of(list.split(",", -1))
                .flatMapToInt(Processors::range)
                .sorted()
                .boxed()
                .toList());
    }

    private static IntStream range(String text) {
        String range = text.strip();
        int dash = range.indexOf('-');
        String first = dash < 0 ? range : range.substring(0, dash);
        return IntStream.rangeClosed(Integer.parseInt(first), Integer.parseInt(range.substring(dash + 1)));
    }

    /** As {@code taskset} takes it. */
    String list() {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
