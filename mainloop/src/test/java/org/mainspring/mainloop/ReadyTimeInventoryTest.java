package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.time.Nanos;

/** What GLib's own tests ask of ready times and of the loop time, in both units, asked here in virtual time. */
class ReadyTimeInventoryTest extends DrivenFixture {
    private static final Duration NOON = Duration.ofHours(12);

    private enum Unit {
        MICROS {
            @Override
            void set(Source source, long nanos) {
                source.setReadyTimeMicros(Math.floorDiv(nanos, Nanos.PER_MICRO));
            }
        },
        NANOS {
            @Override
            void set(Source source, long nanos) {
                source.setReadyTimeNanos(nanos);
            }
        };

        abstract void set(Source source, long nanos);
    }

    /** @origin glib/tests/mainloop.c /mainloop/ready-time, its first half */
    @Nested
    class GivenASourceThatClearsItsReadyTime {
        private final Source source = new Source((self, callback) -> {
            loop.note("run");
            self.clearReadyTime();
            return Source.CONTINUE;
        });

        private void attached() {
            clock.advanceNanos(NOON.toNanos());
            source.attach(context);
        }

        @Test
        void whenAReadyTimeIsNotSet_thenTheSourceNeverRuns() {
            attached();
            for (boolean isUnset : new boolean[] {true, false}) {
                assertThat(source.readyTimeMicros()).isEqualTo(-1);
                assertThat(source.readyTimeNanos()).isEqualTo(Nanos.NEVER);
                assertThat(context.iteration(false)).isFalse();
                if (isUnset) {
                    source.setReadyTimeMicros(-1);
                } else {
                    source.clearReadyTime();
                }
            }
            assertThat(loop.log()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(Unit.class)
        void whenItIsInADay_thenItIsKeptAndTheSourceDoesNotRun(Unit unit) {
            attached();
            long tomorrow = NOON.plusDays(1).toNanos();

            unit.set(source, tomorrow);

            assertThat(context.iteration(false)).isFalse();
            assertThat(source.readyTimeNanos()).isEqualTo(tomorrow);
            assertThat(source.readyTimeMicros()).isEqualTo(tomorrow / Nanos.PER_MICRO);
            assertThat(loop.log()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(Unit.class)
        void whenItHasCome_thenTheSourceRunsOnceIfItClearsIt(Unit unit) {
            attached();
            for (long moment : new long[] {NOON.toNanos(), NOON.minusSeconds(1).toNanos(), 0}) {
                unit.set(source, moment);

                assertThat(context.iteration(false)).isTrue();
                assertThat(context.iteration(false)).isFalse();
                assertThat(takeLog()).containsExactly("run");
                assertThat(source.readyTimeNanos()).isEqualTo(Nanos.NEVER);
            }
        }
    }

    /**
     * The ends of both units, and two hundred moments around now.
     *
     * @origin glib/tests/mainloop.c /mainloop/various-ready-times
     */
    @Test
    void whenTheyAreExtremeOrDrawn_thenASourceRunsIfAndOnlyIfItsMomentHasCome() {
        Random random = Seed.random(ReadyTimeInventoryTest.class);
        clock.advanceNanos(NOON.toNanos());
        long[] ends = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -2, -1, 0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        List<Source> sources = new ArrayList<>();
        for (long end : ends) {
            sources.add(checkingItsTime());
            sources.get(sources.size() - 1).setReadyTimeMicros(end);
            sources.add(checkingItsTime());
            sources.get(sources.size() - 1).setReadyTimeNanos(end);
        }
        for (int i = 0; i < 200; i++) {
            Source drawn = checkingItsTime();
            long moment = NOON.toNanos() + (random.nextInt() & 0xFFFF_FFFFL) - Nanos.PER_SECOND;
            (i % 2 == 0 ? Unit.MICROS : Unit.NANOS).set(drawn, moment);
            sources.add(drawn);
        }

        loop.advance(Duration.ofSeconds(1));

        assertThat(sources)
                .allSatisfy(source -> assertThat(source.readyTimeNanos()).isGreaterThan(clock.nanos()))
                .anySatisfy(source -> assertThat(source.readyTimeNanos()).isLessThan(Nanos.NEVER - 1));
        assertThat(loop.log()).hasSizeGreaterThan(10);
    }

    private Source checkingItsTime() {
        Source source = new Source((self, callback) -> {
            assertThat(self.readyTimeNanos()).isLessThanOrEqualTo(self.timeNanos());
            assertThat(self.readyTimeMicros()).isLessThanOrEqualTo(self.timeMicros() + 1);
            self.clearReadyTime();
            loop.note("run");
            return Source.CONTINUE;
        });
        source.attach(context);
        return source;
    }

    /** @origin glib/tests/timeout.c /timeout/far-future-ready-time */
    @Test
    void whenItIsAsFarAsMicrosecondsSay_thenThePollIsAskedForAllMillisecondsOfAnInt() {
        Source source = new Source((self, callback) -> true);
        source.attach(context);
        source.setReadyTimeMicros(Long.MAX_VALUE);
        PollSet set = new PollSet();
        assertThat(context.tryAcquire()).isTrue();

        assertThat(context.prepare()).isFalse();
        context.query(context.readyPriority(), set);
        context.release();

        assertThat(set.timeoutMillis()).isEqualTo(Integer.MAX_VALUE);
    }

    /**
     * Two sources of one batch, one of which takes a second and destroys itself.
     *
     * @origin glib/tests/mainloop.c /mainloop/source_time
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenACallbackTakesASecond_thenTheTimeStaysUntilTheNextIteration(boolean secondGoesOn) {
        clock.advanceNanos(NOON.toNanos() + 999);
        List<Long> nanos = new ArrayList<>();
        List<Long> micros = new ArrayList<>();
        Source[] both = new Source[2];
        both[0] = idle(0, () -> {
            note(both[0], nanos, micros);
            clock.advanceNanos(Nanos.PER_SECOND);
            note(both[0], nanos, micros);
            assertThat(both[0].isDestroyed()).isFalse();
            both[0].destroy();
            assertThat(both[0].isDestroyed()).isTrue();
            note(both[0], nanos, micros);
            return Source.CONTINUE;
        });
        both[1] = idle(0, () -> {
            note(both[1], nanos, micros);
            return secondGoesOn;
        });

        context.iteration(false);

        assertThat(nanos).hasSize(4).containsOnly(NOON.toNanos() + 999);
        assertThat(micros).hasSize(4).containsOnly(NOON.toNanos() / Nanos.PER_MICRO);
        assertThat(both[1].isDestroyed()).isEqualTo(!secondGoesOn);
        context.iteration(false);
        assertThat(both[1].timeNanos()).isEqualTo(NOON.plusSeconds(1).toNanos() + 999);
        assertThat(Source.current()).isNull();
    }

    private static void note(Source self, List<Long> nanos, List<Long> micros) {
        assertThat(Source.current()).isSameAs(self);
        nanos.add(self.timeNanos());
        micros.add(self.timeMicros());
    }
}
