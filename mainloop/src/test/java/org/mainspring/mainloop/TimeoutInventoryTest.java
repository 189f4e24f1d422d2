package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.time.Nanos;

/** What GLib's own tests ask of timeouts, asked here in virtual time. */
class TimeoutInventoryTest extends DrivenFixture {
    private static final int POWERS = 30;

    /**
     * The short ones for a short while, then the long ones for as long as the longest, so that it takes no thousand
     * million calls.
     *
     * @origin glib/tests/mainloop.c /mainloop/timeouts_ns
     */
    @Test
    void whenIntervalsAreAllPowersOfTwoToHalfASecond_thenEachRunsExactlyAsOftenAsItFits() {
        int split = 13;
        int[] runs = new int[POWERS];
        List<Source> timeouts = new ArrayList<>();
        for (int i = 0; i < POWERS; i++) {
            int me = i;
            timeouts.add(context.timeoutAdd(Duration.ofNanos(1L << i), () -> ++runs[me] > 0));
        }
        context.timeoutAdd(Duration.ofNanos(Nanos.NEVER), note("never"));

        loop.advanceNanos(1L << split);
        for (int i = 0; i < split; i++) {
            assertThat(runs[i]).as("interval 2^%d", i).isEqualTo(1 << split - i);
            timeouts.get(i).destroy();
        }
        loop.advanceNanos((1L << POWERS - 1) - (1L << split));

        for (int i = split; i < POWERS; i++) {
            assertThat(runs[i]).as("interval 2^%d", i).isEqualTo(1 << POWERS - 1 - i);
        }
        assertThat(loop.log()).isEmpty();
    }

    /** @origin glib/tests/timeout.c /timeout/weeks-overflow: more milliseconds than an unsigned int holds */
    @Test
    void whenTheSecondsAreSevenWeeks_thenTheTimeoutDoesNotRunSoon() {
        long weeks = 0xFFFF_FFFFL / 1_000 + 1;
        Source timeout = context.timeoutAddSeconds(weeks, once("after seven weeks"));

        loop.advance(Duration.ofMillis(2_100));
        assertThat(loop.log()).isEmpty();
        assertThat(timeout.isDestroyed()).isFalse();

        loop.advance(Duration.ofSeconds(weeks));
        assertThat(loop.log()).containsExactly("after seven weeks");
    }

    /** @origin glib/tests/timeout.c /timeout/seconds-once */
    @Test
    void whenItRunsOnceInSixHours_thenItDoesNotRunSoon() {
        Source timeout = context.timeoutAddSecondsOnce(21_475, () -> loop.note("after six hours"));

        loop.advance(Duration.ofMillis(2_100));
        assertThat(loop.log()).isEmpty();
        assertThat(timeout.isDestroyed()).isFalse();

        loop.advance(Duration.ofHours(12));
        assertThat(loop.log()).containsExactly("after six hours");
    }
}
