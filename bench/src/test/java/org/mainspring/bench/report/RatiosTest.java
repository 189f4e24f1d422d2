package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

class RatiosTest {
    private final Figures figures = new Figures();

    private static String inWords(Ratio ratio) {
        return String.join(
                " ",
                ratio.workload(),
                ratio.params(),
                Numbers.plain(ratio.oursNanos()),
                ratio.peer(),
                Numbers.plain(ratio.peerNanos()));
    }

    private void result(String workload, String params, String peer, double nanos) {
        figures.add(new Result(workload, params, peer, nanos));
    }

    @Nested
    class GivenOursAndPeers {
        @Test
        void whenTheyDidTheSame_thenEveryPeerIsPairedWithOurs() {
            result("W1 idle dispatch", "idles=1", "glib", 400);
            result("W1 idle dispatch", "idles=1", "mainspring", 16);
            result("W1 idle dispatch", "idles=1", "netty-nio", 8);

            assertThat(Ratios.of(figures))
                    .extracting(RatiosTest::inWords)
                    .containsExactly("W1 idle dispatch idles=1 16 glib 400", "W1 idle dispatch idles=1 16 netty-nio 8");
            assertThat(Ratios.of(figures)).extracting(Ratio::ratio).containsExactly(25.0, 0.5);
        }

        @Test
        void whenTheyDidNotDoTheSame_thenThereIsNoPair() {
            result("W1 idle dispatch", "idles=1", "mainspring", 16);
            result("W1 idle dispatch", "idles=10", "glib", 400);
            result("W3 dispatch against attached", "idles=1", "glib", 400);

            assertThat(Ratios.of(figures)).isEmpty();
        }

        @Test
        void whenTheParamsStandInAnotherOrder_thenTheyAreTheSame() {
            result("W7 echo", "bytes=1;placement=two-cores", "mainspring", 10);
            result("W7 echo", "placement=two-cores bytes=1", "glib", 20);

            assertThat(Ratios.of(figures))
                    .extracting(RatiosTest::inWords)
                    .containsExactly("W7 echo bytes=1;placement=two-cores 10 glib 20");
        }

        @Test
        void whenOneSaysThatNobodyIsPinned_thenItIsTheSame() {
            result("W9 task", "placement=unpinned;pool=1", "mainspring", 10);
            result("W9 task", "pool=1", "glib", 20);

            assertThat(Ratios.of(figures)).extracting(Ratio::ratio).containsExactly(2.0);
        }

        @Test
        void whenOursIsAVariant_thenTheParamsSaySo() {
            result("W5 wake", "gap=20us", "mainspring", 4_000);
            result("W5 wake", "gap=20us", "mainspring-spin", 200);
            result("W5 wake", "gap=20us", "stpe", 5_000);

            assertThat(Ratios.of(figures))
                    .extracting(RatiosTest::inWords)
                    .containsExactly("W5 wake gap=20us 4000 stpe 5000", "W5 wake gap=20us;ours=spin 200 stpe 5000");
        }

        @Test
        void whenThereAreManyWorkloads_thenTheirNumbersGiveTheOrder() {
            for (String workload : new String[] {"W10 memory", "W9 task", "W1 idle dispatch"}) {
                result(workload, "n=100", "mainspring", 1);
                result(workload, "n=100", "stpe", 1);
                result(workload, "n=20", "mainspring", 1);
                result(workload, "n=20", "stpe", 1);
            }

            assertThat(Ratios.of(figures))
                    .extracting(ratio -> ratio.workload() + " " + ratio.params())
                    .containsExactly(
                            "W1 idle dispatch n=20",
                            "W1 idle dispatch n=100",
                            "W9 task n=20",
                            "W9 task n=100",
                            "W10 memory n=20",
                            "W10 memory n=100");
        }
    }

    @Nested
    class GivenDistributions {
        @Test
        void whenAPeerInCTellsPercentiles_thenTheyArePairedWithThoseOfTheDistribution() {
            Histogram nanos = new Histogram(3);
            nanos.recordValueWithCount(1_000, 998);
            nanos.recordValueWithCount(50_000, 2);
            figures.add(new Distribution("W5 wake", "gap=20us", "mainspring", nanos));
            result("W5 wake", "gap=20us;p=50", "glib", 3_000);
            result("W5 wake", "gap=20us;p=99.9", "glib", 100_000);

            assertThat(Ratios.of(figures))
                    .extracting(Ratio::params)
                    .containsExactly("gap=20us;p=50", "gap=20us;p=99.9");
            assertThat(Ratios.of(figures).get(0).ratio()).isEqualTo(3.0);
            assertThat(Ratios.of(figures).get(1).oursNanos()).isBetween(49_900.0, 50_100.0);
        }

        @Test
        void whenAPercentileIsToldAsWell_thenItCountsOnce() {
            Histogram nanos = new Histogram(3);
            nanos.recordValue(1_000);
            result("W5 wake", "p=50", "mainspring", 1_000);
            figures.add(new Distribution("W5 wake", "", "mainspring", nanos));
            result("W5 wake", "p=50", "stpe", 2_000);

            assertThat(Ratios.of(figures)).hasSize(1);
        }
    }

    @Nested
    class GivenSeveralForks {
        private void forks(String peer, double... nanos) {
            for (double each : nanos) {
                result("W4 post", "posters=1", peer, each);
            }
        }

        private Ratio only() {
            assertThat(Ratios.of(figures)).hasSize(1);
            return Ratios.of(figures).get(0);
        }

        @Test
        void whenEveryForkOfOursIsFaster_thenSoAreWeAndTheMiddleOnesAreCompared() {
            forks("mainspring", 30, 10, 20);
            forks("stpe", 90, 31, 40);

            assertThat(only().ratio()).isEqualTo(2);
            assertThat(only().standing()).isEqualTo(Ratio.Standing.FASTER);
            assertThat(Numbers.time(only().ours())).isEqualTo("20.0 ns (10.0–30.0)");
        }

        @Test
        void whenTheForksLieAmongEachOther_thenTheyAreEven() {
            forks("mainspring", 30, 10, 20);
            forks("stpe", 90, 29, 40);

            assertThat(only().standing()).isEqualTo(Ratio.Standing.EVEN);
        }

        @Test
        void whenEveryForkOfThePeerIsFaster_thenItIs() {
            forks("mainspring", 30, 10);
            forks("stpe", 8, 9);

            assertThat(only().standing()).isEqualTo(Ratio.Standing.SLOWER);
            assertThat(only().oursNanos()).isEqualTo(20);
        }

        @Test
        void whenThereIsOne_thenLessThanAFifthIsNoise() {
            forks("mainspring", 10);
            forks("stpe", 11.9);

            assertThat(only().standing()).isEqualTo(Ratio.Standing.EVEN);
            assertThat(Numbers.time(only().theirs())).isEqualTo("11.9 ns");
        }
    }

    @Test
    void whenTheyAreWritten_thenEachLineHasSixFieldsWithoutExponents() {
        result("W1 idle dispatch", "idles=1;how=once", "mainspring", 0.000_123_45);
        result("W1 idle dispatch", "idles=1;how=once", "glib", 123_456_789);

        assertThat(Ratios.csv(Ratios.of(figures)).lines())
                .containsExactly(
                        "workload,params,ours_ns,peer,peer_ns,ratio",
                        "W1 idle dispatch,idles=1;how=once,0.0001234,glib,123500000,1000000000000");
    }
}
