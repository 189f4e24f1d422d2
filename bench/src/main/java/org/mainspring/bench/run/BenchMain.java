package org.mainspring.bench.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mainspring.bench.report.Machine;
import org.mainspring.bench.report.RecordedResults;
import org.mainspring.bench.report.Report;
import org.mainspring.bench.report.StolenTime;
import org.mainspring.bench.report.TerminalReport;
import org.mainspring.bench.result.Figures;

/** The main program of {@code mvn -Pbench}: measures, prints tables, and leaves a report. */
public final class BenchMain {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final double MILLIS = 1e3;

    private final Arguments arguments;
    private final JmhResults jmh = new JmhResults();
    private final Folder folder;
    private final Path log;

    private BenchMain(Arguments arguments) {
        this.arguments = arguments;
        this.folder = new Folder(arguments.report());
        this.log = arguments.report().resolve("log.txt");
    }

    /**
     * Runs.
     *
     * @param args see {@link Arguments#USAGE}
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] args) throws IOException {
        try {
            run(List.of(args));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + Arguments.USAGE);
            System.exit(2);
        }
    }

    /**
     * Does what the words say.
     *
     * @throws IllegalArgumentException if one is not known or lacks its value, or nothing has what is asked for in its name
     */
    static void run(List<String> words) throws IOException {
        if (words.contains("--help") || words.contains("-h")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        new BenchMain(Arguments.of(words)).run();
    }

    private void run() throws IOException {
        Files.createDirectories(arguments.report());
        if (arguments.again()) {
            tell(folder.writeAgain());
            return;
        }
        List<Step> known = new Plan( // the log is the last run's still
                        arguments,
                        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        log,
                        jmh)
                .steps();
        if (known.isEmpty()) {
            throw new IllegalArgumentException("nothing has that in its name: " + arguments.only());
        }
        if (arguments.list()) {
            list(known);
            return;
        }
        Children.endWithThisProcess();
        try (PrintStream out = new PrintStream(new FileOutputStream(log.toFile()), true, StandardCharsets.UTF_8)) {
            measure(new Plan(arguments, out, log, jmh));
        }
    }

    private static void list(List<Step> steps) {
        steps.forEach(step -> System.out.printf("%6.1f s  %s%n", step.expectedSeconds(), step.name()));
        System.out.printf(
                "%6.1f minutes for %d steps%n", Run.expectedSeconds(steps) / SECONDS_PER_MINUTE, steps.size());
    }

    private void measure(Plan plan) throws IOException {
        double goneSeconds = Duration.between(arguments.since(), Instant.now()).toMillis() / MILLIS;
        Deadline deadline = new Deadline(arguments.seconds() - goneSeconds, System::nanoTime);
        Map<String, String> facts = Machine.describe(Plan.flags(), now());
        facts.put("forks", plan.forks() == 1 ? "1" : "up to " + plan.forks());
        Optional<StolenTime> before = StolenTime.now();
        Saving saving = new Saving(figures -> folder.write(facts, figures, jmh), System::nanoTime);
        Figures figures =
                new Run(new Progress(System.out, Progress.onTerminal()), deadline, saving::save).of(plan.steps());
        facts.put("forks", Forks.inWords(plan.forks(), figures));
        LeftOut.of(arguments.full(), arguments.only()).forEach(figures::add);
        before.flatMap(then -> StolenTime.now().map(now -> now.since(then)))
                .ifPresent(share -> facts.put("stolen by the host", share));
        facts.put("took", Math.round(deadline.elapsedSeconds() / SECONDS_PER_MINUTE) + " minutes");
        tell(folder.write(facts, figures, jmh));
    }

    private void tell(Report report) throws IOException {
        if (arguments.record()) {
            RecordedResults.write(report, arguments.docs());
        }
        System.out.println(TerminalReport.of(report));
        System.out.println(
                arguments.report().resolve("index.html").toAbsolutePath().normalize());
    }

    private static String now() {
        return ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'"));
    }
}
