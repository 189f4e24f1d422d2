package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

class JmhFiguresTest {
    private final Figures figures = new Figures();

    @TempDir
    Path folder;

    private void read(String primary, String secondary) throws IOException {
        read(
                "\"benchmark\": \"org.mainspring.mainloop.TimerAddRemoveBenchmark.add\", \"threads\": 1,"
                        + "\"params\": {\"peer\": \"stpe\", \"armed\": \"1000\", \"order\": \"random\"}",
                primary,
                secondary);
    }

    private void read(String run, String primary, String secondary) throws IOException {
        Path json = folder.resolve("results.json");
        Files.writeString(
                json,
                "[{" + run + ", \"primaryMetric\": {" + primary + "}, \"secondaryMetrics\": {" + secondary + "}}]");
        JmhFigures.read(json, figures);
    }

    @Test
    void whenATimeIsRead_thenEachForkIsAResultWithTheNamesOfTheReport() throws IOException {
        read("\"scoreUnit\": \"us/op\", \"rawData\": [[1.0, 2.0], [2.5]]", "");

        assertThat(figures.results())
                .containsExactly(
                        new Result("W2 timeouts", "op=add;armed=1000", "stpe", 1_500, 1_000),
                        new Result("W2 timeouts", "op=add;armed=1000", "stpe", 2_500));
    }

    @Test
    void whenBytesAreRead_thenTheMiddleIterationIsACount() throws IOException {
        read(
                "\"scoreUnit\": \"ns/op\", \"rawData\": [[1.5]]",
                "\"gc.alloc.rate\": {\"score\": 9}, \"gc.alloc.rate.norm\": {\"score\": 90, \"rawData\": [[47.5, 48.5, 800.0], [48.5, \"NaN\", 900.0]]}, \"gc.time\": {\"score\": \"NaN\"}");

        assertThat(figures.counts())
                .containsExactly(new Count("W2 timeouts", "op=add;armed=1000", "stpe", "bytes", 48.5));
    }

    @Test
    void whenSeveralThreadsDoIt_thenTheTimeIsBetweenTwoOfAnybodyAndTheBytesAreOfOne() throws IOException {
        read(
                "\"benchmark\": \"org.mainspring.mainloop.PostBenchmark.by4\", \"threads\": 4, \"params\": {\"peer\": \"stpe\"}",
                "\"scoreUnit\": \"ns/op\", \"rawData\": [[300.0]]",
                "\"gc.alloc.rate.norm\": {\"rawData\": [[24.0]]}");

        assertThat(figures.results()).containsExactly(new Result("W4 post", "posters=4", "stpe", 300));
        assertThat(figures.counts()).containsExactly(new Count("W4 post", "posters=4", "stpe", "bytes", 96));
    }

    @Test
    void whenSamplesAreRead_thenTheyAreADistribution() throws IOException {
        read("\"scoreUnit\": \"us/op\", \"rawDataHistogram\": [[[[1.0, 98], [7.0, 2]]]]", "");

        assertThat(figures.results()).isEmpty();
        assertThat(figures.distributions()).hasSize(1);
        assertThat(figures.distributions().get(0).nanos().getTotalCount()).isEqualTo(100);
        assertThat(figures.distributions().get(0).nanos().getValueAtPercentile(99))
                .isBetween(6_990L, 7_010L);
    }

    @Test
    void whenTheUnitIsAThroughput_thenItIsTurnedOver() {
        assertThat(JmhFigures.nanos(4, "ops/us")).isEqualTo(250);
        assertThat(JmhFigures.nanos(2, "s/op")).isEqualTo(2e9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JmhFigures.nanos(2, "B/op"))
                .withMessage("unit of a score: B/op");
    }

    @Test
    void whenIdlesAreFoundAmongMany_thenTheyAreNoTimeouts() {
        assertThat(JmhNames.of("org.mainspring.mainloop.ManySourcesBenchmark.find", Map.of("priorities", "1")))
                .isEqualTo(new Measured("many sources", "op=find;sources=50000;priorities=1", "mainspring"));
    }

    @Test
    void whenABenchmarkHasNoRule_thenItKeepsItsName() {
        assertThat(JmhNames.of("org.x.OtherBenchmark.run", Map.of("size", "3", "peer", "stpe")))
                .isEqualTo(new Measured("OtherBenchmark.run", "size=3", "stpe"));
        assertThat(JmhNames.of("org.x.OtherBenchmark.run", Map.of()).peer()).isEqualTo("mainspring");
    }
}
