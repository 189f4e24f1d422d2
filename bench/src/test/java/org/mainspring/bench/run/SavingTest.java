package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mainspring.bench.result.Figures;

class SavingTest {
    private final List<Figures> written = new ArrayList<>();
    private final Figures figures = new Figures();
    private long nowNanos;

    @Test
    void whenStepsAreShort_thenOnlySomeAreSaved() {
        Saving saving = new Saving(written::add, () -> nowNanos);

        saving.save(figures);
        saving.save(figures);
        nowNanos += 59_000_000_000L;
        saving.save(figures);
        nowNanos += 2_000_000_000L;
        saving.save(figures);

        assertThat(written).hasSize(2);
    }
}
