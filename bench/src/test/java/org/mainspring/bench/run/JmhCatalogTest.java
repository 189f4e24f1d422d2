package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class JmhCatalogTest {
    /** What the reader of JMH's figures takes for granted where it multiplies bytes by threads. */
    @Test
    void whenABenchmarkHasSeveralThreads_thenItsOperationsAreThoseOfAll() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        List<BenchmarkListEntry> entries =
                List.copyOf(BenchmarkList.defaultList().getAll(silent, List.of()));
        BenchmarkListEntry alone = entries.stream()
                .filter(entry -> entry.getUsername().endsWith("PostBenchmark.by1"))
                .findFirst()
                .orElseThrow();

        assertThat(entries)
                .filteredOn(entry -> entry.getThreads().orElse(1) > 1)
                .hasSize(3)
                .allSatisfy(entry -> {
                    assertThat(entry.getUsername()).contains(".PostBenchmark.by");
                    assertThat(entry.getOperationsPerInvocation().get())
                            .isEqualTo(entry.getThreads().get()
                                    * alone.getOperationsPerInvocation().get());
                });
    }
}
