package org.mainspring.bench.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StraceTest {
    @Test
    void whenACommandIsTraced_thenItStandsBehindTheLog() {
        assertThat(Strace.around(Path.of("log"), List.of("java", "Main", "500")))
                .startsWith("strace", "-f")
                .endsWith("-o", "log", "java", "Main", "500");
    }

    @Test
    void whenACommandIsTraced_thenWhatProvesThatALoopSleepsIsNotCounted() {
        assertThat(Strace.around(Path.of("log"), List.of("true")))
                .anySatisfy(word -> assertThat(word).startsWith("trace=!").contains("pread64", "sched_yield"));
    }

    /** Where it is not, or not allowed, we are told why. */
    @Test
    void whenAskedWhetherItIsThere_thenItIsOrThereIsAReason() {
        assertThat(Strace.whyAbsent())
                .satisfiesAnyOf(
                        why -> assertThat(why).isEmpty(),
                        why -> assertThat(why.get()).isNotBlank());
    }
}
