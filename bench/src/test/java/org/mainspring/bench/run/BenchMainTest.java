package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
