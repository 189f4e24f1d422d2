package org.mainspring.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocatedTest {
    private static final int MANY = 10_000;

    @Test
    void givenNothingIsAllocated_thenToLookAtItAllocatesNothingEither() {
        Thread self = Thread.currentThread();
        Runnable nothing = () -> {};
        Allocated.during(nothing, self); // loads what there is once

        assertThat(Allocated.during(nothing, self, self)).isZero();
    }

    @Test
    void givenAThreadAllocates_thenItIsCounted() {
        byte[][] kept = new byte[1][];

        assertThat(Allocated.during(() -> kept[0] = new byte[MANY], Thread.currentThread()))
                .isBetween((long) MANY, 2L * MANY);
    }
}
