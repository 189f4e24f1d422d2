package org.mainspring.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadStateTest {
    @Test
    void whenTheLetterBehindTheNameIsS_thenItSleeps() {
        assertThat(ThreadState.isAsleep("4711 (loop) S 1 2 3")).isTrue();
        assertThat(ThreadState.isAsleep("4711 (loop) R 1 2 3")).isFalse();
    }

    @Test
    void whenTheNameHasParenthesesAndLooksLikeAState_thenTheLastCounts() {
        assertThat(ThreadState.isAsleep("4711 (a) S (b) R 1 2 3")).isFalse();
    }

    @Test
    void whenTheLineIsCutOff_thenNothingIsProven() {
        assertThat(ThreadState.isAsleep("4711 (S)")).isFalse();
        assertThat(ThreadState.isAsleep("")).isFalse();
    }
}
