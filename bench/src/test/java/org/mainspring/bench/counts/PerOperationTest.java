package org.mainspring.bench.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PerOperationTest {
    private static Phase phase(int operations, long writes, long reads) {
        return new Phase("wake", operations, Map.of("read", reads), Map.of("write", writes));
    }

    @Test
    void whenSomethingIsCalledOnceForEachPhase_thenItFallsOut() {
        assertThat(PerOperation.of(phase(100, 105, 200), phase(200, 205, 400), true))
                .isEqualTo(Map.of("write", 1.0, "read", 2.0));
    }

    @Test
    void whenThePosterDoesNotBelongToIt_thenItsCallsDoNotCount() {
        assertThat(PerOperation.of(phase(100, 100, 200), phase(200, 200, 400), false))
                .isEqualTo(Map.of("read", 2.0));
    }

    @Test
    void whenTheShorterCalledMore_thenItIsNone() {
        assertThat(PerOperation.of(phase(100, 3, 0), phase(200, 2, 0), true).get("write"))
                .isZero();
    }

    @Test
    void whenTheSecondIsNotLonger_thenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PerOperation.of(phase(100, 1, 1), phase(100, 1, 1), true));
    }
}
