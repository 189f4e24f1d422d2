package org.mainspring.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FloorsTest {
    private static String floor(String workload, String params) {
        return floor(workload, params, "mainspring");
    }

    private static String floor(String workload, String params, String peer) {
        return Floors.of(workload, params, peer)
                .map(floor -> floor.parts().stream()
                        .map(part -> part.times() + " * " + part.params())
                        .collect(Collectors.joining(" + ")))
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
        void whenThePosterIsWokenToo_thenTheFloorIsThereAndBack() {
            assertThat(floor("W5 wake", "placement=two-cores;gap=20us;way=round;p=50"))
                    .isEqualTo("1 * what=park-round;placement=two-cores;in=java;p=50");
            assertThat(floor("W5 wake", "placement=same-core;gap=0us;channel=yes;way=round;p=50"))
                    .isEqualTo("1 * what=selector-round;placement=same-core;in=java;p=50");
        }

        @Test
        void whenPostsComeAtTheirTime_thenThereIsOneWay() {
            assertThat(floor("W5 wake", "placement=two-cores;way=one;rate=10000/s;p=50"))
                    .isEqualTo("1 * what=park-wake;placement=two-cores;in=java;p=50");
        }
    }

    @Nested
    class GivenALoopThatSpins {
        private static final String SPINNING = "mainspring-spin";

        @Test
        void whenItIsMetAwake_thenTheFloorIsABareQueue() {
            assertThat(floor("W5 wake", "placement=two-cores;way=one;rate=10000/s;p=50", SPINNING))
                    .isEqualTo("1 * what=bare-queue;placement=two-cores;in=java;p=50");
            assertThat(floor("W6 ping-pong", "placement=two-cores;outstanding=1;p=50", SPINNING))
                    .isEqualTo("1 * what=spun-lap;placement=two-cores;in=java;p=50");
        }

        @Test
        void whenItHasGivenUp_thenTheFloorIsAWakeUp() {
            assertThat(floor("W5 wake", "placement=two-cores;way=one;rate=1000/s;p=50", SPINNING))
                    .startsWith("1 * what=park-wake");
            assertThat(floor("W5 wake", "placement=two-cores;way=one;rate=5000/s;p=50", SPINNING))
                    .startsWith("1 * what=park-wake");
        }

        @Test
        void whenItSpinsInThePostersWay_thenThereIsNoFloor() {
            assertThat(floor("W5 wake", "placement=same-core;way=one;rate=10000/s;p=50", SPINNING))
                    .isEqualTo("none");
            assertThat(floor("W6 ping-pong", "placement=same-core;outstanding=64;p=50", SPINNING))
                    .isEqualTo("none");
        }
    }

    @Nested
    class GivenTimeouts {
        @Test
        void whenOneIsAddedOrRemoved_thenTheFloorIsABareTimerBesideAsMany() {
            assertThat(floor("W2 timeouts", "op=add;armed=10")).isEqualTo("1 * what=bare-add;armed=10;in=java");
            assertThat(floor("W2 timeouts", "op=remove;armed=100000"))
                    .isEqualTo("1 * what=bare-remove;armed=100000;in=java");
            assertThat(floor("W2 timeouts", "op=add-remove;armed=100000"))
                    .isEqualTo("1 * what=bare-add-remove;armed=100000;in=java");
        }

        @Test
        void whenThereWasNone_thenTheFloorIsOfAsManyBareTimers() {
            assertThat(floor("W2 timeouts", "op=fill;timers=100000"))
                    .isEqualTo("1 * what=bare-fill;timers=100000;in=java");
            assertThat(floor("W2 timeouts", "op=drain;timers=100000"))
                    .isEqualTo("1 * what=bare-drain;timers=100000;in=java");
        }

        @Test
        void whenTheirDelaysAreSorted_thenThereIsNoFloor() {
            assertThat(floor("W2 timeouts", "op=add;armed=10;order=sorted")).isEqualTo("none");
            assertThat(floor("W2 timeouts", "op=drain;timers=100000;order=sorted"))
                    .isEqualTo("none");
        }

        @Test
        void whenOneIsArmedAgain_thenTheFloorIsTheClockAndACall() {
            assertThat(floor("W2 timeouts", "op=rearm;armed=0"))
                    .isEqualTo("1 * what=clock;in=java + 1 * what=call;in=java");
        }

        @Test
        void whenTheyHaveExpired_thenEachIsCalled() {
            assertThat(floor("W2 timeouts", "op=expire;armed=100000")).isEqualTo("1 * what=call;in=java");
        }
    }

    @Test
    void whenSourcesHaveNoTimer_thenOneIsAnObjectWithAnId() {
        assertThat(floor("many sources", "op=add;sources=50000;priorities=1"))
                .isEqualTo("1 * what=allocation;in=java + 1 * what=cas;in=java");
        assertThat(floor("many sources", "op=remove;sources=50000;priorities=1"))
                .isEqualTo("1 * what=cas;in=java");
        assertThat(floor("many sources", "op=find;sources=50000;priorities=1")).isEqualTo("1 * what=call;in=java");
    }

    @Test
    void whenATimeoutIsLate_thenTheFloorIsAThreadThatParksSoLong() {
        assertThat(floor("W2 timer lateness", "placement=same-core;interval=100us;p=50"))
                .isEqualTo("1 * what=oversleep;interval=100us;in=java;p=50");
    }

    @Test
    void whenATaskIsPosted_thenThatIsACompareAndSetBesides() {
        assertThat(floor("W1 idle dispatch", "idles=100")).isEqualTo("1 * what=call;in=java");
        assertThat(floor("W1 idle dispatch", "idles=once")).isEqualTo("1 * what=cas;in=java + 1 * what=call;in=java");
        assertThat(floor("W1 idle dispatch", "op=driven-post;looks=true")).endsWith(" + 1 * what=select-now;in=java");
    }

    @Nested
    class GivenAnIterationBesideMany {
        @Test
        void whenTheyWantToBeAsked_thenEachIsCalled() {
            assertThat(floor("W3 dispatch against attached", "kind=quiet;attached=1000"))
                    .isEqualTo("1001 * what=call;in=java");
        }

        @Test
        void whenTheyAreTimers_thenTheClockIsLookedAt() {
            assertThat(floor("W3 dispatch against attached", "kind=timeouts;attached=10"))
                    .isEqualTo("1 * what=call;in=java + 1 * what=clock;in=java");
            assertThat(floor("W3 dispatch against attached", "kind=timeouts;attached=0"))
                    .isEqualTo("1 * what=call;in=java");
        }

        @Test
        void whenATaskPostsItselfBesideTimers_thenAQueueNeedNotKnowTheTime() {
            assertThat(floor("W3 dispatch against attached", "op=self-post;kind=timeouts;attached=1000"))
                    .isEqualTo("1 * what=cas;in=java + 1 * what=call;in=java");
        }
    }

    @Test
    void whenABurstIsPosted_thenEachIsAnOfferAndTheLoopMayBeAwakeStill() {
        assertThat(floor("W4 post", "op=burst;burst=100")).isEqualTo("100 * what=cas;in=java");
        assertThat(floor("W4 post", "posters=2")).isEqualTo("1 * what=cas;in=java");
    }

    @Nested
    class GivenTwoLoops {
        @Test
        void whenOneIsOnTheWay_thenBothAreWoken() {
            assertThat(floor("W6 ping-pong", "placement=two-cores;outstanding=1;p=50"))
                    .isEqualTo("1 * what=park-lap;placement=two-cores;in=java;p=50");
            assertThat(floor("W6 ping-pong", "placement=two-cores;way=in-out-in;rate=1000/s;p=50"))
                    .startsWith("1 * what=park-wake;placement=two-cores")
                    .contains(" + 1 * what=park-lap;placement=two-cores");
        }

        @Test
        void whenManyAreOnTheWay_thenEachIsAnOffer() {
            assertThat(floor("W6 ping-pong", "placement=two-cores;outstanding=64;p=50"))
                    .isEqualTo("64 * what=cas;in=java");
            assertThat(floor("W6 ping-pong", "placement=same-core;outstanding=64;p=50"))
                    .isEqualTo("128 * what=cas;in=java");
        }
    }

    @Test
    void whenATaskHasAPool_thenBothSidesAreWoken() {
        assertThat(floor("W9 task", "placement=two-cores;outstanding=1;pool=1;p=50"))
                .isEqualTo("1 * what=park-lap;placement=two-cores;in=java;p=50");
        assertThat(floor("W9 task", "placement=unpinned;outstanding=1;p=50")).isEqualTo("1 * what=thread;in=java;p=50");
    }

    @Test
    void whenOneLoopHasBothEnds_thenNobodyIsWokenHoweverManyAreQuiet() {
        String lap = "1 * what=channel-lap;bytes=1;in=java;p=50";

        assertThat(floor("W7 echo", "placement=same-core;channel=socketpair;bytes=1;loops=1;p=50"))
                .isEqualTo(lap);
        assertThat(floor("W8 quiet channels", "placement=same-core;channel=socketpair;bytes=1;quiet=5000;loops=1;p=50"))
                .isEqualTo(lap);
    }

    @Test
    void whenItIsNoTime_thenThereIsNoFloor() {
        assertThat(floor("W10 memory", "kind=timeout")).isEqualTo("none");
        assertThat(floor("fairness", "delayed=timer")).isEqualTo("none");
    }
}
