package org.mainspring.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mainspring.bench.machine.Pause;

class PlacementTest {
    @Test
    void whenThereAreTwo_thenTheyMayBeSharedOrApartOrFree() {
        assertThat(Placement.of(List.of(4, 7)))
                .containsExactly(
                        new Placement(Placement.SAME_CORE, List.of(4), List.of(4)),
                        new Placement(Placement.TWO_CORES, List.of(4), List.of(7)),
                        new Placement(Placement.UNPINNED, List.of(4, 7), List.of(4, 7)));
    }

    @Test
    void whenThereIsOne_thenNobodyIsApart() {
        assertThat(Placement.of(List.of(1)))
                .extracting(Placement::name)
                .containsExactly(Placement.SAME_CORE, Placement.UNPINNED);
    }

    @Test
    void whenNobodyTells_thenAllAreFree() {
        assertThat(Placement.of(List.of())).containsExactly(new Placement(Placement.UNPINNED, List.of(), List.of()));
    }

    @Test
    void whenOneProcessorHasToDo_thenWhoWaitsYields() {
        assertThat(Placement.of(List.of(4, 7)))
                .extracting(Placement::pause)
                .containsExactly(Pause.YIELD, Pause.SPIN, Pause.SPIN);
    }
}
