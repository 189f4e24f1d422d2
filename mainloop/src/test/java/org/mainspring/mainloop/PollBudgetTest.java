package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How the budget follows the waits. The limit of 100 000 ns is that of a trace of QEMU 8.2. */
class PollBudgetTest {
    private static final long MAX = 100_000;

    private final PollBudget budget = new PollBudget(MAX, 0, 0);

    private static void grow(PollBudget budget, int times) {
        for (int i = 0; i < times; i++) {
            budget.waited(budget.nanos() + 1);
        }
    }

    @Nested
    class GivenItIsNew {
        @Test
        void thenItIsNothing() {
            assertThat(budget.nanos()).isZero();
        }

        @Test
        void whenAWaitWasWithinTheLimit_thenItIsFourMicroseconds() {
            budget.waited(1);

            assertThat(budget.nanos()).isEqualTo(4_000);
        }

        @Test
        void whenAWaitWasBeyondTheLimit_thenItStaysNothing() {
            budget.waited(MAX + 1);

            assertThat(budget.nanos()).isZero();
        }

        @Test
        void whenAWaitTookAsLongAsTheLimit_thenItStaysNothing() {
            budget.waited(MAX);

            assertThat(budget.nanos()).isZero();
        }

        @Test
        void whenTheLimitIsBelowFourMicroseconds_thenItIsTheLimit() {
            PollBudget small = new PollBudget(1_500, 0, 0);

            small.waited(1);

            assertThat(small.nanos()).isEqualTo(1_500);
        }
    }

    @Nested
    class GivenItHasGrown {
        @Test
        void whenAWaitIsCovered_thenItStays() {
            grow(budget, 1);

            budget.waited(4_000);

            assertThat(budget.nanos()).isEqualTo(4_000);
        }

        @Test
        void whenAWaitWasLongerWithinTheLimit_thenItDoubles_untilTheLimit() {
            grow(budget, 1);
            long[] seen = new long[5];
            for (int i = 0; i < seen.length; i++) {
                budget.waited(budget.nanos() + 1);
                seen[i] = budget.nanos();
            }

            assertThat(seen).containsExactly(8_000, 16_000, 32_000, 64_000, 100_000);
        }

        @Test
        void whenAWaitTookAsLongAsTheLimit_thenItStays() {
            grow(budget, 2);

            budget.waited(MAX);

            assertThat(budget.nanos()).isEqualTo(8_000);
        }

        @Test
        void whenAWaitWasBeyondTheLimit_thenItIsNothingAgain() {
            grow(budget, 3);

            budget.waited(MAX + 1);

            assertThat(budget.nanos()).isZero();
        }
    }

    @Nested
    class GivenItsOwnGrowthAndDivisor {
        private final PollBudget own = new PollBudget(MAX, 3, 4);

        @Test
        void whenItGrows_thenItIsMultiplied() {
            grow(own, 2);

            assertThat(own.nanos()).isEqualTo(12_000);
        }

        @Test
        void whenItShrinks_thenItIsDivided() {
            grow(own, 3);

            own.waited(MAX + 1);

            assertThat(own.nanos()).isEqualTo(9_000);
        }

        @Test
        void whenTheNumbersAreHuge_thenItEndsAtTheLimit() {
            PollBudget huge = new PollBudget(Long.MAX_VALUE, Long.MAX_VALUE, 1);

            grow(huge, 3);

            assertThat(huge.nanos()).isEqualTo(Long.MAX_VALUE);
        }

        @Test
        void whenItIsMultipliedByOne_thenItStaysAtFourMicroseconds() {
            PollBudget steady = new PollBudget(MAX, 1, 0);

            grow(steady, 5);

            assertThat(steady.nanos()).isEqualTo(4_000);
        }
    }
}
