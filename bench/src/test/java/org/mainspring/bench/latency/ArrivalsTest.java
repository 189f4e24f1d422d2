package org.mainspring.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals(1_000, 50);

    @Test
    void whenThePeriodIsNotPositive_thenItIsRefused() {
        assertThatThrownBy(() -> new Arrivals(0, 0)).hasMessage("period <= 0: 0");
        assertThatThrownBy(() -> new Arrivals(0, -5)).hasMessage("period <= 0: -5");
    }

    @Nested
    class GivenAScheduleThatBeginsAt1000WithAPeriodOf50 {
        @Test
        void whenAskedForAMoment_thenItDependsOnTheNumberAlone() {
            assertThat(arrivals.intendedNanos(0)).isEqualTo(1_000);
            assertThat(arrivals.intendedNanos(1)).isEqualTo(1_050);
            assertThat(arrivals.intendedNanos(1_000_000)).isEqualTo(50_001_000);
        }

        @Test
        void whenAMomentHasCome_thenItsArrivalIsDue() {
            assertThat(arrivals.dueBy(999)).isZero();
            assertThat(arrivals.dueBy(1_000)).isEqualTo(1);
            assertThat(arrivals.dueBy(1_049)).isEqualTo(1);
            assertThat(arrivals.dueBy(1_050)).isEqualTo(2);
        }

        @Test
        void whenNobodyCameForLong_thenAllThatWereMeantAreDue() {
            assertThat(arrivals.dueBy(1_000 + 50 * 99)).isEqualTo(100);
        }

        @Test
        void whenALengthIsGiven_thenThoseThatBeginInItAreCounted() {
            assertThat(arrivals.within(0)).isZero();
            assertThat(arrivals.within(1)).isEqualTo(1);
            assertThat(arrivals.within(50)).isEqualTo(1);
            assertThat(arrivals.within(51)).isEqualTo(2);
        }
    }

    @Nested
    class GivenAClockBelowZero {
        @Test
        void whenTheScheduleCrossesZero_thenNothingChanges() {
            Arrivals early = new Arrivals(-75, 50);

            assertThat(early.intendedNanos(2)).isEqualTo(25);
            assertThat(early.dueBy(-76)).isZero();
            assertThat(early.dueBy(0)).isEqualTo(2);
        }
    }
}
