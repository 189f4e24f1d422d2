package org.mainspring.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DrivenLoopTest {
    static Stream<Arguments> here() {
        return Peers.driven().stream()
                .filter(Peers::isAvailable)
                .flatMap(name -> Stream.of(Arguments.of(name, false), Arguments.of(name, true)));
    }

    @Nested
    class GivenALoopThatIsDriven {
        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.DrivenLoopTest#here")
        void whenItIterates_thenItRunsWhatItWasGivenInThatOrder(String name, boolean looks) {
            try (DrivenLoop loop = Peers.drive(name, looks)) {
                List<String> ran = new ArrayList<>();

                loop.execute(() -> ran.add("first"));
                loop.execute(() -> ran.add("second"));
                assertThat(ran).isEmpty();
                loop.iterate();

                assertThat(ran).containsExactly("first", "second");
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.DrivenLoopTest#here")
        void whenThereIsNothingToRun_thenItDoesNotBlock(String name, boolean looks) {
            try (DrivenLoop loop = Peers.drive(name, looks)) {
                loop.iterate();
                loop.iterate();

                assertThat(loop.name()).isEqualTo(name);
            }
        }
    }
}
