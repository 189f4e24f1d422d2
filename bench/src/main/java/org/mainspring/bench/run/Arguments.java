package org.mainspring.bench.run;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the run was told.
 *
 * @param full everything, with long iterations and without a limit, rather than a selection
 * @param list only tell what would be measured
 * @param record write the results into the docs
 * @param only what is measured has a name in which this is found
 * @param seconds how long the run may take
 * @param report the folder for the report
 * @param docs the folder of the docs
 */
record Arguments(boolean full, boolean list, boolean record, Pattern only, double seconds, Path report, Path docs) {
    /** How to use it. */
    static final String USAGE = """
            usage: [--quick | --full] [--only PATTERN] [--seconds N] [--record] [--list]
              --quick         a selection, within --seconds (this is what happens without any word)
              --full          everything, three forks each; hours
              --only PATTERN  only what has a name in which the regular expression is found
              --seconds N     begin nothing that would not be done N seconds after the start
              --record        write the results and plots into docs/benchmarks.md and docs/benchmarks
              --list, -l      say what would be measured, and measure nothing
              --report DIR    where the report goes (bench/target/report)
              --docs DIR      where the docs are (docs)
            """;

    private static final double QUICK_SECONDS = 285;

    /**
     * Reads the words of a command line.
     *
     * @throws IllegalArgumentException if one is not known, or lacks its value
     */
    static Arguments of(List<String> words) {
        Deque<String> left = new ArrayDeque<>(words);
        boolean full = false;
        boolean list = false;
        boolean record = false;
        Pattern only = Pattern.compile("");
        double seconds = 0;
        Path report = Path.of("target", "report");
        Path docs = Path.of("..", "docs");
        while (!left.isEmpty()) {
            String word = left.remove();
            switch (word) {
                case "--quick" -> full = false;
                case "--full" -> full = true;
                case "--list", "-l" -> list = true;
                case "--record" -> record = true;
                case "--only" -> only = Pattern.compile(value(word, left));
                case "--seconds" -> seconds = positive(value(word, left));
                case "--report" -> report = Path.of(value(word, left));
                case "--docs" -> docs = Path.of(value(word, left));
                default -> throw new IllegalArgumentException("not known: " + word);
            }
        }
        return new Arguments(full, list, record, only, seconds > 0 ? seconds : standard(full), report, docs);
    }

    private static double standard(boolean full) {
        return full ? Double.MAX_VALUE : QUICK_SECONDS;
    }

    private static String value(String word, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException("no value: " + word);
        }
        return left.remove();
    }

    private static double positive(String value) {
        double seconds = Double.parseDouble(value);
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("seconds <= 0: " + value);
        }
        return seconds;
    }
}
