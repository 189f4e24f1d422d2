package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Figures;

class AbsentGroupTest {
    @Test
    void whenTheReasonIsTheSame_thenItIsSaidOnce() {
        Figures figures = new Figures();
        figures.add(new Absent("a", "no time"));
        figures.add(new Absent("fjp", "too old"));
        figures.add(new Absent("b", "no time"));

        assertThat(AbsentGroup.list(figures)).isEqualTo("- no time: a · b\n- too old: fjp\n");
    }
}
