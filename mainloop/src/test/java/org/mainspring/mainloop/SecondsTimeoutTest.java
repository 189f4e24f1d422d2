package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mainspring.mainloop.kind.Perturbation;
import org.mainspring.mainloop.kind.SecondsTimeout;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.Nanos;

/** Timeouts of whole seconds, which land together. S149-S151. */
class SecondsTimeoutTest extends DrivenFixture {
    private static final long SECOND = Nanos.PER_SECOND;

    /** S149, word for word, in numbers without an end. */
    private static BigInteger formula(long nowNanos, long seconds, long perturbationNanos) {
        BigInteger second = BigInteger.valueOf(SECOND);
        BigInteger p = BigInteger.valueOf(perturbationNanos);
        BigInteger e = BigInteger.valueOf(nowNanos)
                .add(BigInteger.valueOf(seconds).multiply(second))
                .subtract(p);
        BigInteger r = e.mod(second);
        if (r.compareTo(BigInteger.valueOf(SECOND / 4)) >= 0) {
            e = e.add(second);
        }
        return e.subtract(r).add(p);
    }

    @Nested
    class GivenRandomMoments {
        private final Random random = Seed.random(SecondsTimeoutTest.class);

        /** S149. */
        @Test
        void whenATimeoutIsArmed_thenItLandsWhereTheFormulaSays() {
            long earliest = Long.MAX_VALUE;
            long latest = Long.MIN_VALUE;
            for (int i = 0; i < 20_000; i++) {
                long now = random.nextLong() >> 8;
                long seconds = random.nextInt(1 + (1 << random.nextInt(24)));
                long perturbation = (long) (random.nextDouble() * SECOND);

                long expiry = new SecondsTimeout(seconds, perturbation, clock).expiryAfter(now);

                assertThat(BigInteger.valueOf(expiry))
                        .as("now %d, %d s, perturbation %d", now, seconds, perturbation)
                        .isEqualTo(formula(now, seconds, perturbation));
                assertThat(Math.floorMod(expiry, SECOND)).isEqualTo(perturbation);
                earliest = Math.min(earliest, expiry - now - seconds * SECOND);
                latest = Math.max(latest, expiry - now - seconds * SECOND);
            }
            assertThat(earliest).isBetween(-SECOND / 4 + 1, -SECOND / 4 + SECOND / 100);
            assertThat(latest).isBetween(SECOND * 3 / 4 - SECOND / 100, SECOND * 3 / 4);
        }

        /** S149: so do all later ones, from the time of the iteration. */
        @Test
        void whenItRunsOften_thenEveryRunIsWhereTheFormulaSays() {
            for (int i = 0; i < 50; i++) {
                try (LoopDriver driver = LoopDriver.virtualFrom(random.nextLong() >> 4)) {
                    long perturbation = (long) (random.nextDouble() * SECOND);
                    long seconds = 1 + random.nextInt(5);
                    Source timeout = Sources.timeoutSeconds(seconds, perturbation, driver.clock());
                    timeout.setCallback(() -> Source.CONTINUE);
                    timeout.attach(driver.context());
                    for (int run = 0; run < 20; run++) {
                        driver.clock().advanceNanos((long) (random.nextDouble() * SECOND / 2));
                        driver.iterateBlocking();
                        assertThat(timeout.readyTimeNanos())
                                .isEqualTo(formula(driver.clock().nanos(), seconds, perturbation)
                                        .longValueExact());
                    }
                }
            }
        }
    }

    @Nested
    class GivenExactMoments {
        /** S149, at its edges: a quarter of a second is late, less is early. */
        @ParameterizedTest
        @CsvSource({
            "0,             1, 0,         1000000000",
            "249999999,     1, 0,         1000000000",
            "250000000,     1, 0,         2000000000",
            "999999999,     1, 0,         2000000000",
            "0,             0, 0,         0",
            "250000000,     0, 0,         1000000000",
            "-1,            1, 0,         1000000000",
            "-750000001,    1, 0,         0",
            "-750000000,    1, 0,         1000000000",
            "100,           1, 100,       1000000100",
            "99,            1, 100,       1000000100",
            "500000000,     3, 999999999, 3999999999",
        })
        void whenATimeoutIsArmed_thenItLandsThere(long now, long seconds, long perturbation, long expected) {
            assertThat(new SecondsTimeout(seconds, perturbation, clock).expiryAfter(now))
                    .isEqualTo(expected);
        }

        /** S149: what is armed at different moments of a second runs in one iteration. */
        @Test
        void whenSeveralAreArmedWithinASecond_thenTheyRunTogether() {
            for (int i = 0; i < 5; i++) {
                context.timeoutAddSeconds(2, once("tick"));
                clock.advanceNanos(SECOND / 100);
            }

            context.iteration(true);

            assertThat(loop.log()).hasSize(5);
        }

        /**
         * S149: gaps of a late loop.
         *
         * @origin glib/tests/timeout.c test_rounding
         */
        @Test
        void whenCallbacksTakeLongerAndLonger_thenNoGapIsMuchLongerThanASecond() {
            long[] last = {0};
            long[] gaps = new long[10];
            int[] runs = new int[1];
            context.timeoutAddSeconds(1, () -> {
                gaps[runs[0]++] = clock.nanos() - last[0];
                last[0] = clock.nanos();
                clock.advanceNanos(runs[0] * 10 * Nanos.PER_MILLI);
                return runs[0] < gaps.length;
            });

            for (int i = 0; i < gaps.length; i++) {
                context.iteration(true);
            }

            assertThat(gaps[0]).isLessThanOrEqualTo(SECOND * 5 / 2);
            assertThat(Arrays.stream(gaps).skip(1).max())
                    .satisfies(longest -> assertThat(longest.getAsLong()).isLessThanOrEqualTo(SECOND * 3 / 2));
        }
    }

    @Nested
    class GivenLongIntervals {
        /**
         * S151.
         *
         * @origin glib/tests/timeout.c test_seconds, test_weeks_overflow
         */
        @Test
        void whenItIsAsLongAsAnUnsignedIntSays_thenItIsThatLong() {
            Source timeout = Sources.timeoutSeconds(0xFFFF_FFFFL, 0, clock);

            assertThat(timeout.readyTimeNanos()).isEqualTo(0xFFFF_FFFFL * SECOND);
            attach(timeout, note("never"));
            context.timeoutAddSeconds(21_475, note("never"));
            loop.advance(Duration.ofMillis(2_100));
            assertThat(loop.log()).isEmpty();
        }

        /** S151. */
        @Test
        void whenItIsPastTheEndOfTime_thenItNeverComes() {
            assertThat(Sources.timeoutSeconds(Long.MAX_VALUE, 999_999_999, clock)
                            .readyTimeNanos())
                    .isEqualTo(Nanos.NEVER);
        }

        /** No overflow near either end of the clock. */
        @Test
        void whenTheClockIsAtAnEnd_thenTheExpiryIsNotBeforeTheMoment() {
            long[] moments = {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE - 3 * SECOND};
            for (long moment : moments) {
                assertThat(new SecondsTimeout(1, 5, clock).expiryAfter(moment)).isGreaterThan(moment);
            }
        }
    }

    @Nested
    class GivenBadArguments {
        @Test
        void whenTheyAreGiven_thenTheyAreRefusedWithTheirValue() {
            assertThatThrownBy(() -> Sources.timeoutSeconds(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("interval < 0: -1");
            assertThatThrownBy(() -> context.timeoutAddSeconds(-2, note("never")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("interval < 0: -2");
            assertThatThrownBy(() -> Sources.timeoutSeconds(1, -1, clock))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("perturbation not within a second: -1");
            assertThatThrownBy(() -> Sources.timeoutSeconds(1, SECOND, clock))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("perturbation not within a second: 1000000000");
        }
    }

    /** S150, D16. */
    @Nested
    class GivenAnEnvironment {
        /** djb2 by hand: 5381 * 33 + 'a' = 177670. */
        @Test
        void whenTheSessionBusIsSet_thenItDecides() {
            assertThat(Perturbation.of(Map.of("DBUS_SESSION_BUS_ADDRESS", "a", "HOSTNAME", "b")))
                    .isEqualTo(177_670);
        }

        @Test
        void whenOnlyTheHostIsSet_thenItsNameDecides() {
            assertThat(Perturbation.of(Map.of("HOSTNAME", "b"))).isEqualTo(177_671);
            assertThat(Perturbation.of(Map.of("HOSTNAME", ""))).isEqualTo(5_381);
        }

        @Test
        void whenNeitherIsSet_thenItIsZero() {
            assertThat(Perturbation.of(Map.of("HOME", "somewhere"))).isZero();
        }

        /** The hash is of 32 bits, signed, and so are the bytes; its absolute value counts, modulo a second. */
        @Test
        void whenTheNameIsLong_thenTheHashWrapsAndTheFractionStaysWithinASecond() {
            String bus = "unix:path=/run/user/1000/bus";
            int hash = 5381;
            for (int i = 0; i < bus.length(); i++) {
                hash = (hash << 5) + hash + bus.charAt(i);
            }

            assertThat(Perturbation.of(Map.of("DBUS_SESSION_BUS_ADDRESS", bus)))
                    .isEqualTo(Math.abs((long) hash) % SECOND);
        }

        @Test
        void whenNamesDiffer_thenFractionsDo() {
            Set<Long> fractions = new TreeSet<>();
            for (int i = 0; i < 1_000; i++) {
                long fraction = Perturbation.of(Map.of("HOSTNAME", "host-" + i * i + "-\u00e9\u4e16"));
                assertThat(fraction).isBetween(0L, SECOND - 1);
                fractions.add(fraction);
            }

            assertThat(fractions).hasSizeGreaterThan(900);
        }

        @Test
        void whenTheProcessIsAsked_thenItIsThatOfItsEnvironment() {
            assertThat(Perturbation.ofProcess()).isEqualTo(Perturbation.of(System.getenv()));
        }
    }
}
