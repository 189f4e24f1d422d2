package org.mainspring.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThreadSleepsTest {
    @Test
    void whenTheKernelTells_thenTheForcedSwitchesDoNotCount() {
        assertThat(ThreadSleeps.in(
                        Stream.of("Name:\tloop", "voluntary_ctxt_switches:\t12", "nonvoluntary_ctxt_switches:\t7")))
                .isEqualTo(12);
    }

    @Test
    void whenItDoesNot_thenThatIsSaid() {
        assertThatIllegalArgumentException().isThrownBy(() -> ThreadSleeps.in(Stream.of("Name:\tloop")));
    }
}
