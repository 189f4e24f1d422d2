package org.mainspring.mainloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualClockTest {
    @Test
    void whenNobodyMovesIt_thenItStandsStill() {
        VirtualClock clock = new VirtualClock();

        assertThat(clock.nanos()).isZero();
        assertThat(clock.nanos()).isZero();
        assertThat(clock.elapsedNanos()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE - 10})
    void whenItIsMoved_thenItIsWhereItWasMovedTo(long startNanos) {
        VirtualClock clock = new VirtualClock(startNanos);

        clock.advanceNanos(3);
        clock.advanceNanos(0);
        clock.advanceTo(startNanos + 10);

        assertThat(clock.nanos()).isEqualTo(startNanos + 10);
        assertThat(clock.elapsedNanos()).isEqualTo(10);
    }

    @Test
    void whenItIsMovedBack_thenThatIsRefused() {
        VirtualClock clock = new VirtualClock(5);

        assertThatThrownBy(() -> clock.advanceNanos(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("length < 0: -1");
        assertThatThrownBy(() -> clock.advanceTo(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("moment 4 lies before now: 5");
        assertThat(clock.nanos()).isEqualTo(5);
    }

    @Test
    void whenItIsMovedPastTheEnd_thenThatIsRefused() {
        VirtualClock clock = new VirtualClock(Long.MAX_VALUE - 1);

        assertThatThrownBy(() -> clock.advanceNanos(2)).isInstanceOf(ArithmeticException.class);
    }
}
