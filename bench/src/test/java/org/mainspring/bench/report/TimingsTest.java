package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

class TimingsTest {
    private final Figures figures = new Figures();

    private void result(String params, double nanos) {
        figures.add(new Result("W5 wake", params, "mainspring", nanos));
    }

    private Timing only(String params) {
        List<Timing> found = Timings.of(figures).stream()
                .filter(timing -> timing.params().equals(params))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** A fork as the program of the latencies tells it: its own percentiles, and the distribution behind them. */
    private void fork(long nanos, int operations, double... percentiles) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(nanos, operations);
        for (double percentile : percentiles) {
            result("gap=20us;p=" + Numbers.plain(percentile), nanos);
        }
        figures.add(new Distribution("W5 wake", "gap=20us", "mainspring", histogram));
    }

    @Nested
    class GivenForksThatTellTheirPercentilesToo {
        @Test
        void whenTheyDiffer_thenThePercentileIsOfAllOperationsTogether() {
            fork(100, 1_000, 50, 90, 99, 99.9);
            fork(200, 10, 50, 90);
            fork(300, 10, 50, 90);

            Timing median = only("gap=20us;p=50");

            assertThat(median.nanos()).isEqualTo(100);
            assertThat(median.leastNanos()).isEqualTo(100);
            assertThat(median.mostNanos()).isEqualTo(300);
            assertThat(median.forks()).isEqualTo(3);
            assertThat(only("gap=20us;p=99").nanos()).isEqualTo(200);
        }

        @Test
        void whenThereAreTwo_thenItIsNotTheMeanOfBoth() {
            fork(100, 20, 50);
            fork(900, 10, 50);

            assertThat(only("gap=20us;p=50").nanos()).isEqualTo(100);
        }

        @Test
        void whenTheyTellTheGreatest_thenItIsTheGreatestOfAllForks() {
            fork(100, 10, 50, 100);
            fork(300, 10, 50, 100);
            fork(200, 10, 50, 100);

            assertThat(only("gap=20us;p=100").nanos()).isEqualTo(300);
            assertThat(only("gap=20us;p=100").leastNanos()).isEqualTo(100);
            assertThat(only("gap=20us;p=100").mostNanos()).isEqualTo(300);
        }
    }

    @Nested
    class GivenDistributions {
        @Test
        void whenTheForksAreTooShortForAPercentile_thenAllTogetherMayTellIt() {
            fork(100, 600);
            fork(100, 400);

            assertThat(Timings.of(figures))
                    .extracting(Timing::params)
                    .containsExactly("gap=20us;p=50", "gap=20us;p=90", "gap=20us;p=99", "gap=20us;p=99.9");
        }

        @Test
        void whenAllTogetherAreTooFewForAPercentile_thenItIsLeftOut() {
            fork(100, 600);
            fork(100, 399);

            assertThat(Timings.of(figures))
                    .extracting(Timing::params)
                    .containsExactly("gap=20us;p=50", "gap=20us;p=90", "gap=20us;p=99");
        }

        @Test
        void whenOneIsEmpty_thenItHasNoPercentiles() {
            figures.add(new Distribution("W5 wake", "", "mainspring", new Histogram(3)));

            assertThat(Timings.of(figures)).isEmpty();
        }

        @Test
        void whenTheyArePooled_thenAllOperationsAreIn() {
            fork(100, 10);
            fork(900, 20);

            assertThat(Timings.pooled(figures)).hasSize(1);
            assertThat(Timings.pooled(figures).get(0).nanos().getTotalCount()).isEqualTo(30);
        }
    }

    @Test
    void whenOnlyPercentilesAreTold_thenTheyAreOfTheMiddleForkAndTheGreatestIsOfAll() {
        for (double nanos : new double[] {300, 100, 150}) {
            result("p=50", nanos);
            result("p=100", 10 * nanos);
        }

        assertThat(only("p=50").nanos()).isEqualTo(150);
        assertThat(only("p=100").nanos()).isEqualTo(3_000);
    }
}
