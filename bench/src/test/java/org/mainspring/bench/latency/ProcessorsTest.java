package org.mainspring.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorsTest {
    @Test
    void whenTheKernelWritesRanges_thenTheyAreReadWhole() {
        assertThat(Processors.parse("0-2,5,8-9").ids()).containsExactly(0, 1, 2, 5, 8, 9);
        assertThat(Processors.parse("3").ids()).containsExactly(3);
    }

    @Test
    void whenWritten_thenTasksetCanReadIt() {
        assertThat(Processors.parse("0-2,5").list()).isEqualTo("0,1,2,5");
    }

    @Test
    void whenThereAreTwo_thenTheyMayBeSharedOrApartOrFree() {
        assertThat(Placement.of(Processors.parse("4,7")))
                .containsExactly(
                        new Placement(Placement.SAME_CORE, "4", "4"),
                        new Placement(Placement.TWO_CORES, "4", "7"),
                        new Placement(Placement.UNPINNED, "4,7", "4,7"));
    }

    @Test
    void whenThereIsOne_thenNobodyIsApart() {
        assertThat(Placement.of(Processors.parse("1")))
                .extracting(Placement::name)
                .containsExactly(Placement.SAME_CORE, Placement.UNPINNED);
    }

    @Test
    void whenNobodyTells_thenAllAreFree() {
        assertThat(Placement.of(new Processors(List.of()))).containsExactly(new Placement(Placement.UNPINNED, "", ""));
    }
}
