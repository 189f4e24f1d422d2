package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

class RecordedResultsTest {
    @TempDir
    Path docs;

    private Report report() {
        Figures figures = new Figures();
        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 16));
        figures.add(new Result("W1 idle dispatch", "idles=1", "glib", 400));
        return new Report(Map.of("CPU", "a fast one"), figures);
    }

    @Test
    void whenThePageHasTheMarks_thenOnlyWhatIsBetweenThemIsReplaced() throws IOException {
        Path page = docs.resolve("benchmarks.md");
        Files.writeString(page, "before\n" + RecordedResults.BEGIN + "\nold\n" + RecordedResults.END + "\nafter\n");
        Files.createDirectories(docs.resolve("benchmarks"));
        Files.writeString(docs.resolve("benchmarks").resolve("old.svg"), "<svg/>");

        RecordedResults.write(report(), docs);
        RecordedResults.write(report(), docs);

        assertThat(Files.readString(page))
                .startsWith("before\n" + RecordedResults.BEGIN + "\n")
                .endsWith(RecordedResults.END + "\nafter\n")
                .doesNotContain("old")
                .contains("| CPU | a fast one |")
                .containsOnlyOnce(Headline.MEANING)
                .containsOnlyOnce("glib 400 ns (25.0×)")
                .contains("(benchmarks/ratios-w1-idle-dispatch.svg)");
        assertThat(docs.resolve("benchmarks").resolve("old.svg")).doesNotExist();
        assertThat(docs.resolve("benchmarks").resolve("ratios-w1-idle-dispatch.svg"))
                .content()
                .startsWith("<svg")
                .contains("<style>", "prefers-color-scheme");
    }

    @Test
    void whenTheMachineItselfWasMeasured_thenAllOfThatIsThereIncludingWhatBearsNothingOfOurs() throws IOException {
        Path page = docs.resolve("benchmarks.md");
        Files.writeString(page, RecordedResults.BEGIN + "\n" + RecordedResults.END + "\n");
        Figures figures = new Figures();
        figures.add(Result.ofFloor("what=cache-line;placement=two-cores;in=c", 76));
        figures.add(Result.ofFloor("what=futex-wake;placement=two-cores;in=c;p=50", 6_000));
        figures.add(Result.ofFloor("what=futex-wake;placement=two-cores;in=c;p=99.9", 31_200));

        RecordedResults.write(new Report(Map.of(), figures), docs);

        assertThat(page)
                .content()
                .contains("| cache-line · two-cores · in=c | 76.0 ns | | | |\n"
                        + "| futex-wake · two-cores · in=c | 6.00 µs | | | 31.2 µs |\n");
    }

    @Test
    void whenThePageLacksTheMarks_thenItIsNotTouched() throws IOException {
        Path page = docs.resolve("benchmarks.md");
        Files.writeString(page, "by hand\n");

        assertThatIllegalStateException().isThrownBy(() -> RecordedResults.write(report(), docs));
        assertThat(page).hasContent("by hand");
    }
}
