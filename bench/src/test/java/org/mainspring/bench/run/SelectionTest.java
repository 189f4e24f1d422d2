package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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

    private static boolean is(Measured measured, String workload, String peer) {
        return measured.workload().startsWith(workload + " ") && measured.peer().equals(peer);
    }
}
