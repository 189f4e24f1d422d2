package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.testing.LoopDriver;

/** In which order sources are asked and run (S1-S12). */
class OrderingTest extends LoopFixture {
    @Nested
    class GivenSourcesOfAllKindsAtOnePriority {
        /** S1, S2, X1: one order for all kinds, that of attachment. */
        @Test
        void whenAllAreReady_thenTheyRunAsTheyWereAttached() {
            Object channel = new Object();
            makeReady(channel);
            idle("a", 0);
            timeout("b", 0, 0);
            watch("c", 0, channel);
            probe("d", 0).preparesReady();
            probe("e", 0).checksReady();
            plain("f", 0).setReadyTimeNanos(clock.nanos());
            idle("g", 0);
            watch("h", 0, channel);
            timeout("i", 0, 0);

            loop.iterate();

            assertThat(ran).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i");
        }

        /** S2, S152: who was made first does not matter, nor who was due first. */
        @Test
        void whenTimeoutsAreDueTogether_thenTheFirstAttachedRunsFirst() {
            timeout("late", 0, 20);
            timeout("early", 0, 5);

            clock.advanceNanos(30);
            loop.iterate();

            assertThat(ran).containsExactly("late", "early");
        }

        /** S2: a gap left by one who has gone does not draw a newcomer. */
        @Test
        void whenOneGoesAndAnotherComes_thenTheNewcomerIsLast() {
            idle("a", 0);
            Source b = idle("b", 0);
            idle("c", 0);

            b.destroy();
            idle("d", 0);
            loop.iterate();

            assertThat(ran).containsExactly("a", "c", "d");
        }
    }

    @Nested
    class GivenSourcesAtSeveralPriorities {
        /** S1: levels ascend, whoever came first. */
        @Test
        void whenAllAreAsked_thenTheMostUrgentAreAskedFirst() {
            probe("c", 5);
            probe("a", -5);
            probe("d", 5);
            probe("b", 0);

            loop.iterate();

            assertThat(asked)
                    .containsExactly(
                            "prepare a",
                            "prepare b",
                            "prepare c",
                            "prepare d",
                            "check a",
                            "check b",
                            "check c",
                            "check d");
        }

        /** S1: numbers are compared, not subtracted. */
        @Test
        void whenPrioritiesAreExtreme_thenTheSmallestRunsFirst() {
            idle("max", Integer.MAX_VALUE, () -> {});
            Source zero = idle("zero", 0);
            Source min = idle("min", Integer.MIN_VALUE);
            Source next = idle("next", Integer.MIN_VALUE + 1);

            loop.iterate();
            min.destroy();
            loop.iterate();
            next.destroy();
            loop.iterate();
            zero.destroy();
            loop.iterate();

            assertThat(ran).containsExactly("min", "next", "zero", "max");
        }

        /** S1: the same for sources that are asked, timed and watched. */
        @ParameterizedTest
        @ValueSource(ints = {Integer.MIN_VALUE, Integer.MAX_VALUE})
        void whenEveryKindStandsAtAnExtremePriority_thenAllRun(int priority) {
            Object channel = new Object();
            makeReady(channel);
            probe("a", priority).checksReady();
            timeout("b", priority, 0);
            watch("c", priority, channel);
            probe("d", priority).preparesReady();

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("a", "b", "c", "d");
        }

        /** S1, S61: one level at a time; who is less urgent waits for ever. */
        @Test
        void whenTheUrgentOneIsAlwaysReady_thenNobodyElseRuns() {
            idle("idle", 1);
            timeout("timeout", 1, 0);
            idle("urgent", 0);

            for (int i = 0; i < 3; i++) {
                loop.iterate();
            }

            assertThat(ran).containsExactly("urgent", "urgent", "urgent");
        }
    }

    @Nested
    class GivenADestroyedSource {
        /** S11: it is skipped at once, wherever it stood. */
        @Test
        void whenLooking_thenItIsNotFoundAndNotAsked() {
            Probe probe = probe("a", 0).preparesReady();
            Source idle = idle("b", 0);

            probe.source.destroy();
            idle.destroy();

            assertThat(loop.iterate()).isFalse();
            assertThat(asked).isEmpty();
            assertThat(ran).isEmpty();
            assertThat(context.findById(probe.source.id())).isNull();
        }

        /** S11: its priority may be set still; nothing comes of it. */
        @Test
        void whenItsPriorityIsSet_thenItStaysOut() {
            Source idle = idle("a", 0);
            idle.destroy();

            idle.setPriority(-1);

            assertThat(loop.iterate()).isFalse();
            assertThat(idle.priority()).isEqualTo(-1);
        }
    }

    @Nested
    class GivenClocksThatStartAnywhere {
        /** The order is by priority and place at every reading of the clock, and timeouts come when they should. */
        @ParameterizedTest
        @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -15, -1, 0, 1, Long.MAX_VALUE - 1_000})
        void whenTimePasses_thenTimeoutsRunInOrder(long startNanos) {
            try (LoopDriver driver = LoopDriver.virtualFrom(startNanos)) {
                driver.context().timeoutAdd(Duration.ofNanos(20), driver.logging("b"));
                driver.context().timeoutAdd(Duration.ofNanos(10), driver.logging("a"));
                driver.context().idleAdd(driver.loggingOnce("idle"));

                driver.advanceNanos(40);

                assertThat(driver.log())
                        .containsExactly("idle@0", "a@10ns", "b@20ns", "a@20ns", "a@30ns", "b@40ns", "a@40ns");
            }
        }

        /** A deadline past the end of time never comes. */
        @Test
        void whenADeadlineLiesBeyondTheEnd_thenItNeverComes() {
            try (LoopDriver driver = LoopDriver.virtualFrom(Long.MAX_VALUE - 100)) {
                driver.context().timeoutAdd(Duration.ofNanos(100), driver.logging("a"));
                driver.context().timeoutAdd(Duration.ofNanos(99), driver.loggingOnce("b"));

                driver.advanceNanos(99);

                assertThat(driver.log()).isEqualTo(List.of("b@99ns"));
            }
        }
    }

    /** S10: modifying what is waited for keeps the place. */
    @Test
    void whenAWatchIsModified_thenTheOrderStays() {
        Object channel = new Object();
        Source a = plain("a", 0);
        var record = a.addWatch(channel, IOCondition.OUT);
        watch("b", 0, channel);
        makeReady(channel);

        a.modifyWatch(record, IOCondition.IN);
        loop.iterate();

        assertThat(ran).containsExactly("a", "b");
    }
}
