package org.mainspring.mainloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.Source;

class LoopDriverTest {
    private final LoopDriver loop = LoopDriver.virtual();

    @AfterEach
    void close() {
        loop.close();
    }

    @Nested
    class GivenTimers {
        /** The end of the time is included, the moment after it is not. */
        @Test
        void whenTimePasses_thenEverythingHappensThatIsDueUntilThen() {
            loop.context().timeoutAddMillis(10, loop.logging("tick"));

            loop.advanceMillis(29);
            assertThat(loop.log()).containsExactly("tick@10ms", "tick@20ms");
            loop.advanceNanos(999_999);
            assertThat(loop.log()).hasSize(2);
            loop.advanceNanos(1);

            assertThat(loop.log()).containsExactly("tick@10ms", "tick@20ms", "tick@30ms");
            assertThat(loop.clock().elapsedNanos()).isEqualTo(30_000_000);
        }

        @Test
        void whenTimePassesWithNothingToDo_thenItPassesAllTheSame() {
            loop.advance(Duration.ofDays(3));

            assertThat(loop.clock().elapsedNanos()).isEqualTo(Duration.ofDays(3).toNanos());
            assertThat(loop.log()).isEmpty();
        }

        /** What a callback adds is done in the same stretch, if it is due in it. */
        @Test
        void whenACallbackAddsATimer_thenThatRunsInTheSameStretch() {
            loop.context().timeoutAddMillis(10, () -> {
                loop.note("first");
                loop.context().timeoutAddMillis(5, loop.loggingOnce("second"));
                return Source.REMOVE;
            });

            loop.advanceMillis(15);

            assertThat(loop.log()).containsExactly("first", "second@15ms");
        }

        @Test
        void whenNoTimePasses_thenWhatIsReadyRuns() {
            loop.context().timeoutAddMillis(0, loop.loggingOnce("now"));
            loop.context().idleAdd(loop.loggingOnce("idle"));

            loop.advanceNanos(0);

            assertThat(loop.log()).containsExactly("now@0", "idle@0");
        }

        @Test
        void whenTheLoopIsSteppedWithoutBlocking_thenNoTimePasses() {
            loop.context().timeoutAddMillis(10, loop.logging("tick"));

            assertThat(loop.iterate()).isFalse();
            assertThat(loop.clock().elapsedNanos()).isZero();
            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(loop.log()).containsExactly("tick@10ms");
        }
    }

    @Nested
    class GivenALoopThatCannotGoOn {
        @Test
        void whenItWouldSleepForEver_thenItFailsAtOnce() {
            assertThatThrownBy(loop::iterateBlocking)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("the loop would sleep for ever");
        }

        @Test
        void whenSomethingIsAlwaysReady_thenItSaysThatNoTimeCanPass() {
            loop.context().idleAdd(() -> Source.CONTINUE);

            assertThatThrownBy(() -> loop.advanceMillis(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("no time passes: a source has been ready in each of ");
            assertThat(loop.context().isOwner()).isFalse();
        }

        /** After that it may be put right. */
        @Test
        void whenItIsPutRight_thenItGoesOn() {
            Source busy = loop.context().idleAdd(() -> Source.CONTINUE);
            assertThatThrownBy(() -> loop.advanceMillis(1)).isInstanceOf(IllegalStateException.class);
            busy.destroy();

            loop.advanceMillis(1);

            assertThat(loop.clock().elapsedNanos()).isEqualTo(1_000_000);
        }
    }

    @Nested
    class GivenALog {
        @Test
        void whenItIsCleared_thenItIsEmpty() {
            loop.note("a line");
            assertThat(loop.log()).containsExactly("a line");

            loop.clearLog();

            assertThat(loop.log()).isEmpty();
        }

        @Test
        void whenItIsHandedOut_thenItIsACopy() {
            loop.note("first");
            var before = loop.log();
            loop.note("second");

            assertThat(before).containsExactly("first");
        }

        @Test
        void whenCallbacksLog_thenTheyEndAsTheirNamesSay() throws Exception {
            assertThat(loop.logging("a").call()).isEqualTo(Source.CONTINUE);
            assertThat(loop.loggingOnce("b").call()).isEqualTo(Source.REMOVE);
            assertThat(loop.log()).containsExactly("a@0", "b@0");
        }

        /** The coarsest unit that gives a whole number. */
        @ParameterizedTest
        @CsvSource({
            "0, 0",
            "1, 1ns",
            "999, 999ns",
            "1000, 1us",
            "1001, 1001ns",
            "1500000, 1500us",
            "1000000, 1ms",
            "1000000000, 1s",
            "61000000000, 61s",
            "60000000000, 1min",
            "3600000000000, 1h",
            "90000000000000, 25h",
            "86400000000000, 1d",
            "172800000000000, 2d",
        })
        void whenTimeHasPassed_thenItIsWrittenShortly(long nanos, String written) throws Exception {
            loop.clock().advanceNanos(nanos);

            loop.logging("at").call();

            assertThat(loop.log()).containsExactly("at@" + written);
        }

        /** Times count from the start of the clock, wherever that is. */
        @ParameterizedTest
        @ValueSource(longs = {Long.MIN_VALUE, -7, 1_000})
        void whenTheClockStartsElsewhere_thenTimesCountFromThere(long startNanos) {
            try (LoopDriver other = LoopDriver.virtualFrom(startNanos)) {
                other.context().timeoutAddMillis(10, other.logging("tick"));

                other.advanceMillis(20);

                assertThat(other.log()).containsExactly("tick@10ms", "tick@20ms");
            }
        }
    }

    @Test
    void whenItIsClosed_thenItsContextIs() {
        loop.close();

        assertThat(loop.context().isClosed()).isTrue();
        assertThat(loop.poller().isClosed()).isTrue();
    }
}
