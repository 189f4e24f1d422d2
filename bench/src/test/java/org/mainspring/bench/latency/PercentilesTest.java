package org.mainspring.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    private static Histogram upTo(int count) {
        Histogram histogram = Histograms.histogram();
        for (int value = 1; value <= count; value++) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    @Nested
    class GivenAThousandValues {
        @Test
        void whenTold_thenUpToTheOneThatHasOneAboveIt() {
            assertThat(Percentiles.of(upTo(1_000), false))
                    .containsEntry("50", 500L)
                    .containsEntry("90", 900L)
                    .containsEntry("99", 990L)
                    .containsEntry("99.9", 999L)
                    .hasSize(4);
        }
    }

    @Nested
    class GivenAHundredValues {
        @Test
        void whenTold_thenTheyDoNotReachFor999() {
            assertThat(Percentiles.of(upTo(100), false)).containsOnlyKeys("50", "90", "99");
        }

        @Test
        void whenTheWorstIsWanted_thenItIsToldAsWhatItIs() {
            assertThat(Percentiles.of(upTo(100), true)).containsEntry("100", 100L);
        }
    }

    @Nested
    class GivenNoValue {
        @Test
        void whenTold_thenThereIsNothing() {
            assertThat(Percentiles.of(Histograms.histogram(), true)).isEmpty();
        }
    }

    @Test
    void whenALengthIsOutOfRange_thenItIsHeldToIt() {
        var recorder = Histograms.recorder();

        Histograms.record(recorder, -5);
        Histograms.record(recorder, Long.MAX_VALUE);

        Histogram recorded = recorder.getIntervalHistogram();
        assertThat(recorded.getTotalCount()).isEqualTo(2);
        assertThat(recorded.getMinValue()).isZero();
        assertThat(recorded.getMaxValue()).isGreaterThanOrEqualTo(60_000_000_000L);
    }
}
