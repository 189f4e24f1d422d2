package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/** What virtual time is for: a day of a busy program in less than a second of a test. */
class VirtualTimeTest {
    private static final int TIMERS = 1_000;

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void whenADayOfAThousandTimersPasses_thenEachHasRunExactlyAsOftenAsItsIntervalFits() {
        Random random = Seed.random(VirtualTimeTest.class);
        long[] intervalNanos = new long[TIMERS];
        int[] runs = new int[TIMERS];
        long dayNanos = Duration.ofDays(1).toNanos();
        long beganNanos = SystemClock.INSTANCE.nanos();
        try (LoopDriver loop = LoopDriver.virtual()) {
            for (int i = 0; i < TIMERS; i++) {
                int me = i;
                // a second or more, most of them hours: some quarter of a million calls a day
                intervalNanos[i] = Nanos.PER_SECOND + (long) (random.nextDouble() * i * 16 * Nanos.PER_SECOND);
                loop.context().timeoutAdd(Duration.ofNanos(intervalNanos[i]), () -> ++runs[me] > 0);
            }

            loop.advance(Duration.ofDays(1));
        }
        long tookNanos = SystemClock.INSTANCE.nanos() - beganNanos;

        long total = 0;
        for (int i = 0; i < TIMERS; i++) {
            assertThat(runs[i]).as("timer %d", i).isEqualTo((int) (dayNanos / intervalNanos[i]));
            total += runs[i];
        }
        System.out.printf(
                "VirtualTimeTest: a day of %d timers, %d calls, in %d ms%n",
                TIMERS, total, tookNanos / Nanos.PER_MILLI);
    }

    /** The same day twice is the same day. */
    @Test
    void whenADayIsRepeated_thenItsLogIsTheSame() {
        assertThat(day()).isEqualTo(day()).contains("b@1min").hasSize(24 * 60 + 24 + 1);
    }

    private static List<String> day() {
        try (LoopDriver loop = LoopDriver.virtual()) {
            loop.context().timeoutAdd(Duration.ofHours(1), loop.logging("a"));
            loop.context().timeoutAdd(Duration.ofMinutes(1), loop.logging("b"));
            loop.context().timeoutAdd(Duration.ofDays(1), loop.logging("c"));
            loop.advance(Duration.ofDays(1));
            return loop.log();
        }
    }
}
