package org.mainspring.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ResultTest {
    @Test
    void whenIterationsAreNotKnown_thenTheFastestIsAllOfThem() {
        assertThat(new Result("W1 a", "", "stpe", 12.5).leastNanos()).isEqualTo(12.5);
    }

    @Test
    void whenTheFastestIterationIsSlowerThanTheMean_thenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Result("W1 a", "", "stpe", 12.5, 13))
                .withMessage("nanos < leastNanos: 12.5 < 13.0");
    }
}
