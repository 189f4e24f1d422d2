package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void whenNothingIsSaid_thenItIsAQuickRunOfUnderSixMinutes() {
        Arguments arguments = Arguments.of(List.of());

        assertThat(arguments.full()).isFalse();
        assertThat(arguments.record()).isFalse();
        assertThat(arguments.seconds()).isLessThan(6 * 60);
    }

    @Test
    void whenNoFolderIsNamed_thenItIsTheOneThatTheUsageTells() {
        Arguments arguments = Arguments.of(List.of());

        assertThat(Arguments.USAGE)
                .contains("--report DIR    where the report goes (" + arguments.report() + " from here")
                .contains("--docs DIR      where the docs are (" + arguments.docs() + " from here");
    }

    @Test
    void whenAFullRunIsWanted_thenItEndsWithinThreeQuartersOfAnHourUnlessMoreIsSaid() {
        assertThat(Arguments.of(List.of("--full")).seconds()).isLessThan(45 * 60);
        assertThat(Arguments.of(List.of("--full", "--seconds", "90")).seconds()).isEqualTo(90);
    }

    @Test
    void whenTheStartWasEarlier_thenThatIsTaken() {
        Instant before = Instant.now();

        assertThat(Arguments.of(List.of("--since", "2026-11-30T12:00:00Z")).since())
                .isEqualTo(Instant.parse("2026-11-30T12:00:00Z"));
        assertThat(Arguments.of(List.of()).since()).isAfterOrEqualTo(before);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of(List.of("--since", "noon")))
                .withMessage("since no moment: noon");
    }

    @Test
    void whenThingsAreChosen_thenTheyAreTaken() {
        Arguments arguments =
                Arguments.of(List.of("--only", "W1|W4", "--report", "there", "--docs", "docs", "--record", "-l"));

        assertThat(arguments.only().matcher("W4 post").find()).isTrue();
        assertThat(arguments.only().matcher("W5 wake").find()).isFalse();
        assertThat(arguments.report()).isEqualTo(Path.of("there"));
        assertThat(Arguments.of(List.of("--forks", "2", "--millis", "5")).forks())
                .isEqualTo(2);
        assertThat(Arguments.of(List.of("--forks", "2", "--millis", "5")).millis())
                .isEqualTo(5);
        assertThat(Arguments.of(List.of("--again")).again()).isTrue();
        assertThat(arguments.list()).isTrue();
        assertThat(arguments.record()).isTrue();
    }

    @Test
    void whenAWordIsNotKnown_thenItIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of(List.of("-prof", "gc")))
                .withMessage("not known: -prof");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of(List.of("--only")))
                .withMessage("no value: --only");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of(List.of("--seconds", "0")))
                .withMessage("seconds <= 0: 0");
    }

    @Test
    void whenParamsHaveSeveralValues_thenEveryCombinationIsACase() {
        assertThat(JmhCatalog.combinations(Map.of("peer", new String[] {"a", "b"}, "n", new String[] {"1", "2"})))
                .containsExactlyInAnyOrder(
                        Map.of("peer", "a", "n", "1"),
                        Map.of("peer", "a", "n", "2"),
                        Map.of("peer", "b", "n", "1"),
                        Map.of("peer", "b", "n", "2"));
        assertThat(JmhCatalog.combinations(Map.of())).containsExactly(Map.of());
    }
}
