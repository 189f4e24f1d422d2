package org.mainspring.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    @Nested
    class GivenTheJvmOfTheTests {
        @Test
        void whenItWasStarted_thenWithTheSameFlags() {
            assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments()).containsAll(JvmFlags.ofThisJvm());
        }
    }

    @Nested
    class GivenAVersion {
        @Test
        void whenItDoesNotKnowTheFlags_thenItGetsNone() {
            assertThat(JvmFlags.of(17)).isEmpty();
            assertThat(JvmFlags.of(22)).isEmpty();
            assertThat(JvmFlags.of(23)).hasSize(2);
        }
    }
}
