package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.bench.report.Ratio;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

class FolderTest {
    @TempDir
    Path path;

    private static Figures figures() {
        Histogram nanos = new Histogram(3);
        nanos.recordValueWithCount(1_000, 2);
        Figures figures = new Figures();
        figures.add(new Distribution("W5 wake", "gap=20us", "mainspring", nanos));
        figures.add(new Result("W5 wake", "gap=20us;p=50", "glib", 3_000));
        figures.add(new Absent("fjp", "it does not schedule"));
        return figures;
    }

    @Test
    void whenAnotherProcessReadsWhatWasSaved_thenItMakesTheSameReport() throws IOException {
        new Folder(path).write(Map.of("CPU", "a fast one"), figures(), new JmhResults());
        String page = Files.readString(path.resolve("index.html"));
        Files.delete(path.resolve("index.html"));

        assertThat(new Folder(path).writeAgain().ratios())
                .extracting(Ratio::ratio)
                .containsExactly(3.0);
        assertThat(path.resolve("index.html")).content().isEqualTo(page).contains("a fast one", "it does not schedule");
    }
}
