package org.mainspring.mainloop.kind;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

/** Bad arguments of the kinds of timeouts: refused by name. Bad intervals are with the tests of timeouts. */
@SuppressWarnings({"NullAway", "DataFlowIssue"})
class TimeoutArgumentTest {
    @Test
    void whenTheClockIsNull_thenItIsRefusedByName() {
        assertThatNullPointerException().isThrownBy(() -> new Timeout(1, null)).withMessage("clock");
        assertThatNullPointerException()
                .isThrownBy(() -> new SecondsTimeout(1, 0, null))
                .withMessage("clock");
    }
}
