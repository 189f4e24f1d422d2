package org.mainspring.bench.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.FigureLines;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

/** The open load of the programs in C counts as the one in Java does. Without a compiler or GLib we are told so, and no more. */
class OpenLoadInCTest {
    private static final long LIMIT_SECONDS = 60;
    private static final double MILLI = 1e6;

    private static final CProgram CHECK = new CProgram(
            "check-open-load",
            true,
            List.of(
                    "check_open_load.c",
                    "arrivals.c",
                    "loop_thread.c",
                    "measure.c",
                    "open_load.c",
                    "placement.c",
                    "report.c",
                    "samples.c",
                    "sources.c",
                    "waiting.c"));

    @TempDir
    private Path directory;

    @Test
    void whenSomethingStalls_thenAllThatWereHeldUpTellOfIt() throws IOException {
        try {
            Figures figures = figures();

            assertThat(figures.counts())
                    .contains(
                            new Count("calls", "", "glib", "samples", 30),
                            new Count("trips", "", "glib", "samples", 30),
                            new Count("calls", "", "glib", "keeps up", 1));
            assertThat(List.of("calls", "trips")).allSatisfy(load -> {
                assertThat(nanos(figures, load, "p=100")).isGreaterThanOrEqualTo(20 * MILLI);
                assertThat(nanos(figures, load, "p=50")).isGreaterThanOrEqualTo(5 * MILLI);
            });
        } catch (AbsentException absent) {
            isToolThatLacks(absent);
        }
    }

    @Test
    void whenCallsTakeLongerThanFromOneToTheNext_thenThatIsSaidAndNothingIsCounted() throws IOException {
        try {
            assertThat(figures().counts())
                    .contains(
                            new Count("slow calls", "", "glib", "keeps up", 0),
                            new Count("slow calls", "", "glib", "samples", 0));
        } catch (AbsentException absent) {
            isToolThatLacks(absent);
        }
    }

    /** The same moments as in {@code ArrivalsTest}. */
    @Test
    void whenAskedForTheSchedule_thenItDependsOnTheNumberAlone() throws IOException {
        try {
            assertThat(figures().counts())
                    .contains(
                            new Count("schedule", "number=3", "glib", "intended", 1_150),
                            new Count("schedule", "moment=999", "glib", "due", 0),
                            new Count("schedule", "moment=1049", "glib", "due", 1),
                            new Count("schedule", "moment=1050", "glib", "due", 2),
                            new Count("schedule", "length=51", "glib", "within", 2));
        } catch (AbsentException absent) {
            isToolThatLacks(absent);
        }
    }

    private static void isToolThatLacks(AbsentException absent) {
        assertThat(absent.why()).containsAnyOf("no compiler: no gcc", "no headers of GLib: ");
    }

    private static double nanos(Figures figures, String workload, String percentile) {
        return figures.results().stream()
                .filter(result ->
                        result.workload().equals(workload) && result.params().endsWith(percentile))
                .mapToDouble(Result::nanos)
                .findFirst()
                .orElseThrow();
    }

    private Figures figures() throws IOException, AbsentException {
        Path program = directory.resolve(CHECK.file());
        CSources.copyTo(directory);
        Files.copy(Path.of("src", "test", "c", "check_open_load.c"), directory.resolve("check_open_load.c"));
        Toolchain.compile(CHECK, directory, program);
        Command.Outcome outcome = Command.of(program.toString()).run(LIMIT_SECONDS);
        assertThat(outcome.code()).isZero();
        Figures figures = new Figures();
        outcome.text().lines().forEach(line -> FigureLines.read(line, figures));
        return figures;
    }
}
