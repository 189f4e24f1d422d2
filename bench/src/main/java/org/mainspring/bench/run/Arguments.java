package org.mainspring.bench.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the run was told.
 *
 * @param full everything that the tables and plots need, in three forks, rather than a selection in one
 * @param again measure nothing: the report is made of what an earlier run has left in the folder
 * @param list only tell what would be measured
 * @param record write the results into the docs
 * @param only what is measured has a name in which this is found
 * @param forks how many processes measure the same; 0 for as many as is usual
 * @param millis how long an iteration of JMH takes, and a trial of the latencies; 0 for as long as is usual
 * @param seconds how long the run may take, from its start
 * @param since the start: that of this program, or an earlier one
 * @param report the folder for the report
 * @param docs the folder of the docs
 */
record Arguments(
        boolean full,
        boolean again,
        boolean list,
        boolean record,
        Pattern only,
        int forks,
        int millis,
        double seconds,
        Instant since,
        Path report,
        Path docs) {
    private static final Path REPORT = Path.of("target", "report");
    private static final Path DOCS = Path.of("..", "docs");

    /** How to use it. Folders are as seen from where the program was started; {@code mvn -Pbench} names them itself. */
    static final String USAGE = """
            usage: [--quick | --full | --again] [--only PATTERN] [--forks N] [--millis N] [--seconds N] [--since MOMENT] [--record] [--list]
              --quick         a selection, within --seconds (this is what happens without any word)
              --full          all that the tables, aims, floors and plots need, three forks each; within 45 minutes
              --again         measure nothing: make the report once more of what the last run left there
              --only PATTERN  only what has a name in which the regular expression is found
              --forks N       so many processes measure the same, one after the other (1, in a full run 3)
              --millis N      iterations and trials of this length: to see whether everything works
              --seconds N     begin nothing that would not be done N seconds after the start
              --since MOMENT  the start was earlier, as 2026-11-30T12:00:00Z (mvn -Pbench says its own, so that it counts the compiler)
              --record        write the results and plots into docs/benchmarks.md and docs/benchmarks
              --list, -l      say what would be measured, and measure nothing
              --help, -h      this
              --report DIR    where the report goes (%s from here; mvn -Pbench says bench/target/report)
              --docs DIR      where the docs are (%s from here; mvn -Pbench says docs)
            """.formatted(REPORT, DOCS);

    private static final double QUICK_SECONDS = 340;
    private static final double FULL_SECONDS = 44 * 60;

    /**
     * Reads the words of a command line.
     *
     * @throws IllegalArgumentException if one is not known, or lacks its value
     */
    static Arguments of(List<String> words) {
        Deque<String> left = new ArrayDeque<>(words);
        boolean full = false;
        boolean again = false;
        boolean list = false;
        boolean record = false;
        Pattern only = Pattern.compile("");
        int forks = 0;
        int millis = 0;
        double seconds = 0;
        Instant since = Instant.now();
        Path report = REPORT;
        Path docs = DOCS;
        while (!left.isEmpty()) {
            String word = left.remove();
            switch (word) {
                case "--quick" -> full = false;
                case "--full" -> full = true;
                case "--again" -> again = true;
                case "--list", "-l" -> list = true;
                case "--record" -> record = true;
                case "--only" -> only = Pattern.compile(value(word, left));
                case "--forks" -> forks = (int) positive(word, value(word, left));
                case "--millis" -> millis = (int) positive(word, value(word, left));
                case "--seconds" -> seconds = positive(word, value(word, left));
                case "--since" -> since = moment(value(word, left));
                case "--report" -> report = Path.of(value(word, left));
                case "--docs" -> docs = Path.of(value(word, left));
                default -> throw new IllegalArgumentException("not known: " + word);
            }
        }
        return new Arguments(
                full,
                again,
                list,
                record,
                only,
                forks,
                millis,
                seconds > 0 ? seconds : full ? FULL_SECONDS : QUICK_SECONDS,
                since,
                report,
                docs);
    }

    private static String value(String word, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException("no value: " + word);
        }
        return left.remove();
    }

    private static Instant moment(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("since no moment: " + value, wrong);
        }
    }

    private static double positive(String word, String value) {
        double number = Double.parseDouble(value);
        if (!(number > 0)) {
            throw new IllegalArgumentException(word.substring(2) + " <= 0: " + value);
        }
        return number;
    }
}
