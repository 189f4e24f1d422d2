package org.mainspring.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    @Test
    void whenNothingIsSaid_thenItIsTheQuickFormOfAll() {
        Selection selection = Selection.parse();

        assertThat(selection.isFull()).isFalse();
        assertThat(selection.wantsWorkload("W5 wake")).isTrue();
        assertThat(selection.wantsPeer("stpe")).isTrue();
        assertThat(selection.wantsPlacement(new Placement("same-core", List.of(0), List.of(0))))
                .isTrue();
    }

    @Test
    void whenWorkloadsAreNamed_thenByTheirBeginning() {
        Selection selection = Selection.parse("--workloads=W5,fairness");

        assertThat(selection.wantsWorkload("W5 wake")).isTrue();
        assertThat(selection.wantsWorkload("fairness")).isTrue();
        assertThat(selection.wantsWorkload("W7 echo")).isFalse();
    }

    @Test
    void whenPeersAndPlacementsAreNamed_thenByTheirWholeNames() {
        Selection selection = Selection.parse("--peers=mainspring,stpe", "--placements=two-cores");

        assertThat(selection.wantsPeer("mainspring")).isTrue();
        assertThat(selection.wantsPeer("mainspring-idle")).isFalse();
        assertThat(selection.wantsPlacement(new Placement("same-core", List.of(0), List.of(0))))
                .isFalse();
    }

    @Test
    void whenLengthAndRoundsAreSaid_thenTheyHoldInBothForms() {
        Selection selection = Selection.parse("--rounds=7", "--millis=20", "--full");

        assertThat(selection.isFull()).isTrue();
        assertThat(selection.lengthNanos()).isEqualTo(20_000_000);
        assertThat(selection.rounds()).isEqualTo(7);
    }

    @Test
    void whenAnArgumentMakesNoSense_thenItIsNamed() {
        assertThatThrownBy(() -> Selection.parse("--slow"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not understood: --slow");
        assertThatThrownBy(() -> Selection.parse("--rounds=0")).hasMessage("--rounds < 1: 0");
    }
}
