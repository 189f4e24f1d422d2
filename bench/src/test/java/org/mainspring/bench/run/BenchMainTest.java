package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchMainTest {
    @Test
    void whenItOnlyLists_thenTheLogOfTheLastRunStays(@TempDir Path report) throws IOException {
        Path log = Files.writeString(report.resolve("log.txt"), "of the last run");

        BenchMain.main(new String[] {"--list", "--only", "memory", "--report", report.toString()});

        assertThat(log).hasContent("of the last run");
        assertThat(report).isDirectoryNotContaining("glob:**index.html");
    }

    @Test
    void whenNothingHasThatName_thenItIsRefusedAndTheLastReportStays(@TempDir Path report) throws IOException {
        Path page = Files.writeString(report.resolve("index.html"), "of the last run");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchMain.run(List.of("--only", "NOSUCH", "--report", report.toString())))
                .withMessage("nothing has that in its name: NOSUCH");

        assertThat(page).hasContent("of the last run");
    }

    @Test
    void whenHelpIsAskedFor_thenNothingIsMeasured() throws IOException {
        BenchMain.run(List.of("--help"));
    }
}
