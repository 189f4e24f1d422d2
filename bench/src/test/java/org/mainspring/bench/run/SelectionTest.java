package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.bench.report.Measured;

class SelectionTest {
    @Test
    void whenItIsQuick_thenItIsInAFullRunToo() {
        assertThat(JmhCatalog.all())
                .map(JmhCase::measured)
                .filteredOn(Selection::isQuick)
                .isNotEmpty()
                .allMatch(Selection::isFull);
    }

    @Test
    void whenAFullRunLeavesCasesOut_thenEveryWorkloadOfJmhKeepsItsOwnAndOnePeerAtLeast() {
        assertThat(JmhCatalog.all()).map(JmhCase::measured).anyMatch(measured -> !Selection.isFull(measured));
        for (String workload : new String[] {"W1", "W2", "W3", "W4"}) {
            for (String peer : new String[] {"mainspring", "netty-nio", "stpe"}) {
                assertThat(JmhCatalog.all())
                        .map(JmhCase::measured)
                        .filteredOn(Selection::isFull)
                        .anyMatch(measured -> is(measured, workload, peer));
            }
        }
    }

    static Stream<Pattern> patterns() {
        return Stream.concat(Selection.wanted().stream(), Selection.sayingNothingNew().stream());
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void whenAPatternSelects_thenThereIsSuchACase(Pattern pattern) {
        assertThat(JmhCatalog.all())
                .map(subject -> subject.measured().toString())
                .anyMatch(pattern.asMatchPredicate());
    }

    @Test
    void whenItIsQuick_thenBothSidesOfTheAimsByRatioAreMeasuredThatJmhMeasures() {
        assertThat(JmhCatalog.all())
                .map(JmhCase::measured)
                .filteredOn(Selection::isQuick)
                .contains(
                        new Measured("W2 timeouts", "op=add-remove;armed=100000", "mainspring"),
                        new Measured("W2 timeouts", "op=add-remove;armed=100000", "netty-nio"));
    }

    private static boolean is(Measured measured, String workload, String peer) {
        return measured.workload().startsWith(workload + " ") && measured.peer().equals(peer);
    }
}
