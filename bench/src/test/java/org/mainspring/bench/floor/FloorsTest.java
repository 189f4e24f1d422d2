package org.mainspring.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FloorsTest {
    private static String floor(String workload, String params) {
        return Floors.of(workload, params)
                .map(floor -> floor.times() + " * " + floor.params())
                .orElse("none");
    }

    @Nested
    class GivenAWakeUp {
        @Test
        void whenItIsPinned_thenTheFloorIsOfThatPlacementAndPercentile() {
            assertThat(floor("W5 wake", "placement=two-cores;gap=20us;p=99"))
                    .isEqualTo("1 * what=park-wake;placement=two-cores;in=java;p=99");
        }

        @Test
        void whenAChannelIsWatched_thenTheFloorIsASelectors() {
            assertThat(floor("W5 wake", "placement=same-core;gap=20us;channel=yes;p=50"))
                    .isEqualTo("1 * what=selector-wake;placement=same-core;in=java;p=50");
        }

        @Test
        void whenItIsNotPinned_thenTheLowerFloorIsTaken() {
            assertThat(floor("W5 wake", "placement=unpinned"))
                    .contains("placement=same-core")
                    .endsWith("p=50");
        }

        @Test
        void whenThePosterIsWokenToo_thenThereAreTwo() {
            assertThat(floor("W5 wake", "placement=two-cores;gap=20us;way=round;p=50"))
                    .startsWith("2 * what=park-wake");
        }
    }

    @Test
    void whenATimeoutIsArmedAgain_thenTheFloorIsTheClock() {
        assertThat(floor("W2 timeouts", "op=rearm;armed=0")).isEqualTo("1 * what=clock;in=java");
        assertThat(floor("W2 timeouts", "op=add;armed=10")).isEqualTo("1 * what=allocation;in=java");
        assertThat(floor("W2 timeouts", "op=remove;armed=10")).isEqualTo("1 * what=call;in=java");
    }

    @Test
    void whenATimeoutIsLate_thenThereIsNoFloor() {
        assertThat(Floors.of("W2 timer lateness", "placement=same-core;interval=100us;p=50"))
                .isEmpty();
    }

    @Test
    void whenManyAreOnTheWay_thenThereIsNoFloor() {
        assertThat(floor("W6 ping-pong", "placement=two-cores;outstanding=64;p=50"))
                .isEqualTo("none");
        assertThat(floor("W6 ping-pong", "placement=two-cores;outstanding=1;p=50"))
                .startsWith("2 * what=park-wake");
    }

    @Test
    void whenOneLoopHasBothEnds_thenNobodyIsWoken() {
        assertThat(floor("W7 echo", "placement=same-core;channel=socketpair;bytes=1;loops=1;p=50"))
                .isEqualTo("2 * what=select-now;in=java");
    }

    @Test
    void whenItIsNoTime_thenThereIsNoFloor() {
        assertThat(floor("W10 memory", "kind=timeout")).isEqualTo("none");
        assertThat(floor("fairness", "delayed=timer")).isEqualTo("none");
    }
}
