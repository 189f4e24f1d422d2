package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StolenTimeTest {
    @Test
    void whenTheSystemTells_thenItIsTheShareOfWhatWasWanted() {
        StolenTime before = StolenTime.parse("cpu  100 0 20 1000 5 0 3 7 0 0").orElseThrow();
        StolenTime after = StolenTime.parse("cpu  180 0 25 9000 50 0 8 17 0 0").orElseThrow();

        assertThat(before).isEqualTo(new StolenTime(7, 130));
        assertThat(after.since(before)).isEqualTo("10.0 %");
    }

    @Test
    void whenAnOldKernelDoesNotCountIt_thenThereIsNone() {
        assertThat(StolenTime.parse("cpu  100 0 20 1000")).isEmpty();
    }
}
