package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.Nanos;

/** Moments in microseconds, as C counts them. S135-S137. */
class MicrosTest extends DrivenFixture {
    private static final long LAST_NANOS = Nanos.NEVER - 1;

    private final Source source = attach(new Source((self, callback) -> true), note("ran"));

    /** S136. @origin glib/tests/mainloop.c test_various_ready_times */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1000",
        "-2, 0",
        "-9223372036854775808, 0",
        "9223372036854775, 9223372036854775000",
        "9223372036854776, 9223372036854775806",
        "9223372036854775807, 9223372036854775806"
    })
    void whenSetInMicroseconds_thenItIsThatInNanoseconds(long micros, long nanos) {
        source.setReadyTimeMicros(micros);

        assertThat(source.readyTimeNanos()).isEqualTo(nanos);
    }

    /** S137: rounded up, so that nobody is early. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "999, 1",
        "1000, 1",
        "1001, 2",
        "9223372036854775806, 9223372036854776",
        "-1, 0",
        "-5000, 0",
        "-9223372036854775808, 0"
    })
    void whenSetInNanoseconds_thenItIsThatInMicroseconds(long nanos, long micros) {
        source.setReadyTimeNanos(nanos);

        assertThat(source.readyTimeMicros()).isEqualTo(micros);
    }

    @Nested
    class GivenNoReadyTime {
        /** S136, S137. */
        @Test
        void thenItIsMinusOneInMicroseconds() {
            assertThat(source.readyTimeMicros()).isEqualTo(-1);
        }

        /** S136. */
        @Test
        void whenSetToMinusOne_thenThereIsStillNone() {
            source.setReadyTimeMicros(5);
            source.setReadyTimeMicros(-1);

            assertThat(source.readyTimeNanos()).isEqualTo(Nanos.NEVER);
            assertThat(context.iteration(false)).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S143: a moment that is as far as can be said is a moment, and not none. */
        @Test
        void whenSetToTheLargestNumber_thenThereIsOneThatHasNotCome() {
            source.setReadyTimeMicros(Long.MAX_VALUE);

            assertThat(source.readyTimeMicros()).isEqualTo(LAST_NANOS / 1000 + 1);
            assertThat(context.iteration(false)).isFalse();
            assertThat(sleeps()).isTrue();
        }
    }

    /** S136, S138. */
    @Test
    void whenTheMomentHasCome_thenTheSourceRuns() {
        source.setReadyTimeMicros(7);

        clock.advanceNanos(6_999);
        assertThat(context.iteration(false)).isFalse();
        clock.advanceNanos(1);
        assertThat(context.iteration(false)).isTrue();
    }

    /** S135. */
    @Test
    void whenAskedForTheTime_thenItIsRoundedDown() {
        clock.advanceNanos(1_999);
        context.iteration(false);

        assertThat(source.timeMicros()).isEqualTo(1);
    }

    /** Ours: a clock of ours may stand below 0. */
    @Test
    void givenAClockBelowZero_whenAskedForTheTime_thenItIsRoundedDown() {
        try (LoopDriver early = LoopDriver.virtualFrom(-1)) {
            Source other = new Source((self, callback) -> true);
            other.attach(early.context());

            assertThat(other.timeMicros()).isEqualTo(-1);
        }
    }

    /** S130. */
    @Test
    void givenNoContext_whenAskedForTheTime_thenThatIsRefused() {
        assertThatThrownBy(() -> new Source((self, callback) -> true).timeMicros())
                .isInstanceOf(IllegalStateException.class);
    }
}
