package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.time.Nanos;

/** Intervals as long as C has them: 32 bits of milliseconds or seconds, 64 of nanoseconds, all unsigned. S148, S151. */
class UnsignedTimeoutTest extends DrivenFixture {
    private static final long MOST_32 = Integer.toUnsignedLong(-1);

    /** S148. */
    @Test
    void whenMillisecondsAreTheMostThatCHas_thenItRunsThenAndNotBefore() {
        assertThat(MOST_32).isEqualTo(4_294_967_295L);
        context.timeoutAddOnceMillis(MOST_32, () -> loop.note("ran"));

        loop.advanceMillis(MOST_32 - 1);
        assertThat(loop.log()).isEmpty();
        loop.advanceMillis(1);

        assertThat(loop.log()).containsExactly("ran");
    }

    /** S151. @origin glib/tests/timeout.c test_seconds, test_weeks_overflow */
    @Test
    void whenSecondsAreTheMostThatCHas_thenItRunsAboutThen() {
        context.timeoutAddSecondsOnce(MOST_32, () -> loop.note("ran"));

        loop.advanceNanos((MOST_32 - 1) * Nanos.PER_SECOND);
        assertThat(loop.log()).isEmpty();
        loop.advanceNanos(2 * Nanos.PER_SECOND);

        assertThat(loop.log()).containsExactly("ran");
    }

    /** S148. @origin glib/tests/mainloop.c test_timeouts_ns */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1_000_000_000, -1, Long.MAX_VALUE})
    void whenNanosecondsNeedThe64thBit_thenItNeverRuns(long unsignedNanos) {
        Source source = Sources.timeoutNanos(Nanos.ofUnsigned(unsignedNanos), clock);
        attach(source, note("never"));

        assertThat(source.readyTimeNanos()).isEqualTo(Nanos.NEVER);
        assertThat(sleeps()).isTrue();
    }
}
