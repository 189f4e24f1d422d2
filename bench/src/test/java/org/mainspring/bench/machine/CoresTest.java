package org.mainspring.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoresTest {
    @Test
    void whenTheListHasRangesAndSingles_thenAllAreThere() {
        assertThat(Cores.parse("0-2,5")).containsExactly(0, 1, 2, 5);
        assertThat(Cores.parse("3")).containsExactly(3);
    }

    @Test
    void whenWritten_thenTasksetCanReadIt() {
        assertThat(Cores.list(Cores.parse("0-2,5"))).isEqualTo("0,1,2,5");
    }
}
