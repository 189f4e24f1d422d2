package org.mainspring.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.FigureLines;
import org.mainspring.bench.result.Figures;

/** A program that prints lines of figures, started as a process of its own. Its standard error goes to the log. */
final class ProgramStep implements Step {
    private final String name;
    private final double expectedSeconds;
    private final String mainClass;
    private final List<String> command;
    private final Path log;

    /** A class of this class path with a main method. */
    ProgramStep(String name, double expectedSeconds, String mainClass, List<String> command, Path log) {
        this.name = name;
        this.expectedSeconds = expectedSeconds;
        this.mainClass = mainClass;
        this.command = new ArrayList<>(command);
        this.log = log;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double expectedSeconds() {
        return expectedSeconds;
    }

    @Override
    public void run(Figures figures, double limitSeconds) {
        if (!isThere()) {
            figures.add(new Absent(name, mainClass + " is not on the class path"));
            return;
        }
        try {
            run(start(), figures, limitSeconds);
        } catch (IOException failure) {
            figures.add(new Absent(name, "could not be started: " + Lines.first(failure)));
        }
    }

    private boolean isThere() {
        try {
            Class.forName(mainClass, false, ProgramStep.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        return process;
    }

    private void run(Process process, Figures figures, double limitSeconds) throws IOException {
        Watch watch = Watch.over(process.toHandle(), limitSeconds);
        read(process, figures);
        int exit = process.onExit().join().exitValue();
        watch.end();
        if (watch.isLate()) {
            figures.add(new Absent("what " + name + " had not measured yet", "it took longer than its time"));
        } else if (exit != 0) {
            figures.add(
                    new Absent("what " + name + " had not measured yet", "it ended with " + exit + "; see the log"));
        }
    }

    private void read(Process process, Figures figures) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line, figures);
            }
        }
    }

    private void read(String line, Figures figures) {
        try {
            FigureLines.read(line, figures);
        } catch (IllegalArgumentException wrong) {
            figures.add(new Absent("a line of " + name, Lines.first(wrong)));
        }
    }
}
