package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

/** How late everybody was at worst, and where that is told. */
class WorstRowTest {
    private static final String FLOOD = "placement=two-cores;delayed=timer;window=100";

    private final Figures figures = new Figures();

    WorstRowTest() {
        fork("mainspring", 5_000, 900_000);
        fork("mainspring", 5_000, 2_000_000);
        figures.add(new Result("fairness", FLOOD + ";p=50", "glib", 160_000));
        figures.add(new Result("fairness", FLOOD + ";p=100", "glib", 350_000));
        figures.add(new Result("W5 wake", "gap=20us;p=50", "mainspring", 6_000));
    }

    private void fork(String peer, long usual, long worst) {
        Histogram nanos = new Histogram(3);
        nanos.recordValueWithCount(usual, 199);
        nanos.recordValue(worst);
        figures.add(new Result("fairness", FLOOD + ";p=100", peer, worst));
        figures.add(new Distribution("fairness", FLOOD, peer, nanos));
    }

    @Test
    void whenTheGreatestIsTold_thenItStandsBesideThePercentilesThatThereAre() {
        assertThat(WorstRow.of(figures))
                .extracting(WorstRow::cells)
                .map(cells -> String.join(" | ", cells))
                .containsExactly(
                        "fairness | two-cores · delayed=timer · window=100 | mainspring | 5.00 µs | 5.00 µs | 2.00 ms (0.90–2.00)",
                        "fairness | two-cores · delayed=timer · window=100 | glib | 160 µs | - | 350 µs");
    }

    @Test
    void whenAReportIsMade_thenThePageTheTerminalAndTheDocsHaveIt(@TempDir Path docs) throws IOException {
        Report report = new Report(Map.of(), figures);
        Files.writeString(docs.resolve("benchmarks.md"), RecordedResults.BEGIN + "\n" + RecordedResults.END + "\n");

        RecordedResults.write(report, docs);

        assertThat(Page.of(report)).contains("Late at worst", "2.00 ms (0.90–2.00)");
        assertThat(TerminalReport.of(report)).contains("Late at worst", "2.00 ms (0.90–2.00)");
        assertThat(docs.resolve("benchmarks.md")).content().contains("### Late at worst", "2.00 ms (0.90–2.00)");
    }
}
