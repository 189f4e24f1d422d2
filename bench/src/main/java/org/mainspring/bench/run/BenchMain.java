package org.mainspring.bench.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.mainspring.bench.report.JmhFigures;
import org.mainspring.bench.report.Machine;
import org.mainspring.bench.report.Page;
import org.mainspring.bench.report.Ratios;
import org.mainspring.bench.report.RecordedResults;
import org.mainspring.bench.report.Report;
import org.mainspring.bench.report.TerminalReport;
import org.mainspring.bench.result.Figures;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** The main program of {@code mvn -Pbench}: measures, prints tables, and leaves a report. */
public final class BenchMain {
    private final Arguments arguments;
    private final List<RunResult> jmh = new ArrayList<>();
    private final Path log;

    private BenchMain(Arguments arguments) {
        this.arguments = arguments;
        this.log = arguments.report().resolve("log.txt");
    }

    /**
     * Runs.
     *
     * @param args see {@link Arguments#USAGE}
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] args) throws IOException {
        Arguments arguments;
        try {
            arguments = Arguments.of(List.of(args));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + Arguments.USAGE);
            System.exit(2);
            return;
        }
        Children.endWithThisProcess();
        new BenchMain(arguments).run();
    }

    private void run() throws IOException {
        Deadline deadline = new Deadline(arguments.seconds(), System::nanoTime);
        Files.createDirectories(arguments.report());
        try (PrintStream out = new PrintStream(new FileOutputStream(log.toFile()), true, StandardCharsets.UTF_8)) {
            List<Step> steps = new Plan(arguments, out, log, jmh).steps();
            if (arguments.list()) {
                steps.forEach(step -> System.out.printf("%6.1f s  %s%n", step.expectedSeconds(), step.name()));
            } else {
                measure(steps, deadline);
            }
        }
    }

    private void measure(List<Step> steps, Deadline deadline) throws IOException {
        Figures figures = new Run(new Progress(System.out, Progress.onTerminal()), deadline).of(steps);
        Path json = arguments.report().resolve("results.json");
        ResultFormatFactory.getInstance(ResultFormatType.JSON, json.toString()).writeOut(jmh);
        JmhFigures.read(json, figures);
        Report report = new Report(Machine.describe(Plan.flags(), now()), figures);
        write("ratios.csv", Ratios.csv(report.ratios()));
        write("index.html", Page.of(report));
        if (arguments.record()) {
            RecordedResults.write(report, arguments.docs());
        }
        System.out.println(TerminalReport.of(report));
        System.out.printf(
                "%d figures in %.0f s: %s%n",
                figures.results().size()
                        + figures.distributions().size()
                        + figures.counts().size(),
                deadline.elapsedSeconds(),
                arguments.report().resolve("index.html").toAbsolutePath().normalize());
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(arguments.report().resolve(file), text);
    }

    private static String now() {
        return ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'"));
    }
}
