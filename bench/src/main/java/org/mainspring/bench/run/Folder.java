package org.mainspring.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mainspring.bench.report.JmhFigures;
import org.mainspring.bench.report.Page;
import org.mainspring.bench.report.Ratios;
import org.mainspring.bench.report.Report;
import org.mainspring.bench.result.FigureLines;
import org.mainspring.bench.result.Figures;

/**
 * The folder of the report, which is written again and again while a run goes on: whatever ends the run, what it has
 * measured is there.
 *
 * <p>{@code results.json} has what JMH measured, {@code figures.txt} what the programs did and the facts of the machine; of
 * these two everything else is made.
 */
final class Folder {
    private static final String FACT = "FACT|";

    private final Path path;
    private final Path json;
    private final Path lines;

    Folder(Path path) {
        this.path = path;
        json = path.resolve("results.json");
        lines = path.resolve("figures.txt");
    }

    /** Writes all of it, and returns the report. */
    Report write(Map<String, String> facts, Figures programs, JmhResults jmh) throws IOException {
        jmh.write(json);
        List<String> text = new ArrayList<>();
        facts.forEach((name, value) -> text.add(FACT + name + "|" + value));
        text.addAll(FigureLines.print(programs));
        Files.write(lines, text, StandardCharsets.UTF_8);
        return writeAgain();
    }

    /** Makes the report of what is there. */
    Report writeAgain() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        Figures figures = new Figures();
        for (String line : Files.readAllLines(lines, StandardCharsets.UTF_8)) {
            if (line.startsWith(FACT)) {
                String[] fact = line.split("\\|", 3);
                facts.put(fact[1], fact[2]);
            } else {
                FigureLines.read(line, figures);
            }
        }
        JmhFigures.read(json, figures);
        Report report = new Report(facts, figures);
        Files.writeString(path.resolve("ratios.csv"), Ratios.csv(report.ratios()));
        Files.writeString(path.resolve("index.html"), Page.of(report));
        return report;
    }
}
