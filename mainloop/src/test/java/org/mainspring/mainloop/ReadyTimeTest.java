package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.Nanos;

/** Ready times, of sources that have nothing else. S136, S138-S143. */
class ReadyTimeTest extends DrivenFixture {
    /** A source that notes when it runs, and does nothing about its ready time. */
    private final Source source = new Source((self, callback) -> {
        loop.note("run@" + clock.nanos());
        return Source.CONTINUE;
    });

    @Nested
    class GivenNoneIsSet {
        /** S136. */
        @Test
        void thenItIsNeverAndTheSourceNeverRuns() {
            assertThat(source.readyTimeNanos()).isEqualTo(Nanos.NEVER);
            source.attach(context);

            loop.advance(Duration.ofDays(1_000));

            assertThat(loop.log()).isEmpty();
        }

        /** S136. */
        @Test
        void whenItIsSetAndClearedBeforeAttachment_thenTheSourceNeverRuns() {
            source.setReadyTimeNanos(0);
            source.clearReadyTime();
            source.attach(context);

            assertThat(source.readyTimeNanos()).isEqualTo(Nanos.NEVER);
            assertThat(context.iteration(false)).isFalse();
        }

        /** S141. */
        @Test
        void whenItIsSetBeforeAttachment_thenItHoldsFromAttachmentOn() {
            source.setReadyTimeNanos(5);
            assertThat(sleeps()).isTrue();
            source.attach(context);

            assertThat(context.iteration(false)).isTrue();
        }
    }

    @Nested
    class GivenAnAttachedSource {
        private void attached() {
            source.attach(context);
        }

        /**
         * S136, S138: a moment of the past is due in every iteration, until it is changed.
         *
         * @origin glib/tests/mainloop.c test_ready_time
         */
        @ParameterizedTest
        @ValueSource(longs = {0, -1, -2, -1_000_000_000, Long.MIN_VALUE, Long.MIN_VALUE + 1})
        void whenItIsNotInTheFuture_thenTheSourceRunsInEveryIterationUntilItIsChanged(long momentNanos) {
            attached();
            source.setReadyTimeNanos(momentNanos);

            assertThat(context.iteration(false)).isTrue();
            assertThat(context.iteration(false)).isTrue();
            source.clearReadyTime();
            assertThat(context.iteration(false)).isFalse();

            assertThat(loop.log()).containsExactly("run@0", "run@0");
        }

        /** S27: ready from the very nanosecond on, and not before. */
        @Test
        void whenItIsInTheFuture_thenTheSourceRunsFromThatNanosecondOn() {
            attached();
            source.setReadyTimeNanos(1_000);

            clock.advanceNanos(999);
            assertThat(context.iteration(false)).isFalse();
            clock.advanceNanos(1);
            assertThat(context.iteration(false)).isTrue();
        }

        /** S138. */
        @Test
        void whenADayIsToPass_thenItIsKeptAndTheSourceDoesNotRun() {
            attached();
            source.setReadyTimeNanos(Duration.ofDays(1).toNanos());

            assertThat(context.iteration(false)).isFalse();

            assertThat(source.readyTimeNanos()).isEqualTo(Duration.ofDays(1).toNanos());
        }

        /** S27: the earliest moment bounds the poll, whatever became of others. */
        @Test
        void whenItIsMovedAboutOften_thenOnlyTheLastValueCounts() {
            attached();
            for (int i = 0; i < 100; i++) {
                source.setReadyTimeNanos(1 + i * 7L % 50);
            }
            source.setReadyTimeNanos(77);

            while (!context.iteration(true)) {
                assertThat(clock.nanos()).isLessThanOrEqualTo(77);
            }

            assertThat(loop.log()).containsExactly("run@77");
        }

        /** S140. */
        @Test
        void whenAnotherThreadSetsIt_thenItHolds() {
            attached();
            context.tryAcquire();
            elsewhereDo(() -> source.setReadyTimeNanos(3));
            context.release();

            loop.advanceNanos(2);
            assertThat(loop.log()).isEmpty();
            clock.advanceNanos(1);
            context.iteration(false);
            assertThat(loop.log()).containsExactly("run@3");
        }

        /** S141. */
        @Test
        void whenTheSourceIsDestroyed_thenItIsKeptWithoutEffect() {
            attached();
            source.destroy();
            source.setReadyTimeNanos(1);

            assertThat(source.readyTimeNanos()).isEqualTo(1);
            assertThat(sleeps()).isTrue();
            assertThat(loop.log()).isEmpty();
        }
    }

    @Nested
    class GivenTheSourceWasFoundReadyAndPreempted {
        /** S142. */
        @Test
        void whenItIsClearedMeanwhile_thenTheSourceRunsAllTheSame() {
            source.setPriority(10);
            source.setReadyTimeNanos(0);
            source.attach(context);
            assertThat(context.pending()).isTrue();
            idle(0, then("urgent", source::clearReadyTime, Source.REMOVE));

            assertThat(context.iteration(false)).isTrue();
            assertThat(context.iteration(false)).isTrue();
            assertThat(context.iteration(false)).isFalse();

            assertThat(loop.log()).containsExactly("urgent", "run@0");
        }

        /** S142, as probed: the more urgent one comes while the loop polls. */
        @Test
        void whenItIsPostponedMeanwhile_thenTheSourceRunsAllTheSame() {
            source.setPriority(10);
            source.setReadyTimeNanos(0);
            source.attach(context);
            watch("quiet", IOCondition.IN, 0);
            loop.poller()
                    .duringNextPoll(
                            () -> idle(0, then("urgent", () -> source.setReadyTimeNanos(1_000), Source.REMOVE)));

            assertThat(context.iteration(true)).isTrue();
            assertThat(context.iteration(true)).isTrue();

            assertThat(loop.log()).containsExactly("urgent", "run@0");
        }

        /** X6: one that stands at a worse level than the winner was never found ready. */
        @Test
        void whenItWasNotLookedAt_thenClearingItCounts() {
            source.setPriority(10);
            source.setReadyTimeNanos(0);
            source.attach(context);
            idle(0, then("urgent", source::clearReadyTime, Source.REMOVE));

            assertThat(context.pending()).isTrue();
            assertThat(context.iteration(false)).isTrue();
            assertThat(context.iteration(false)).isFalse();

            assertThat(loop.log()).containsExactly("urgent");
        }
    }

    @Nested
    class GivenMomentsFarAway {
        /**
         * S143.
         *
         * @origin glib/tests/timeout.c test_far_future_ready_time
         */
        @Test
        void whenItIsTheLastMoment_thenThePollMayTakeAsLongAsThatIs() {
            source.setReadyTimeNanos(Long.MAX_VALUE - 1);
            source.attach(context);
            context.tryAcquire();
            PollSet set = new PollSet();

            assertThat(context.prepare()).isFalse();
            context.query(context.readyPriority(), set);

            assertThat(set.timeoutNanos()).isEqualTo(Long.MAX_VALUE - 1);
            context.release();
        }

        /** S143: from one end of time to the other is longer than any length. */
        @Test
        void whenTheClockStartsAtTheBeginning_thenTheSleepIsWithoutEnd() {
            try (LoopDriver early = LoopDriver.virtualFrom(Long.MIN_VALUE)) {
                Source last = new Source((self, callback) -> Source.CONTINUE);
                last.setReadyTimeNanos(Long.MAX_VALUE - 1);
                last.attach(early.context());

                assertThat(sleeps(early)).isTrue();

                assertThat(early.poller().timeouts()).containsExactly(Nanos.NEVER);
            }
        }

        /** S143. */
        @ParameterizedTest
        @ValueSource(longs = {Long.MIN_VALUE, -1, -1_000_000})
        void whenTheClockIsNegative_thenTimersRunWhenTheyShould(long startNanos) {
            try (LoopDriver driver = LoopDriver.virtualFrom(startNanos)) {
                driver.context().timeoutAddMillis(1, driver.logging("tick"));

                driver.advanceMillis(3);

                assertThat(driver.log()).containsExactly("tick@1ms", "tick@2ms", "tick@3ms");
            }
        }

        /**
         * S143: whatever runs was due, and whatever does not is still to come.
         *
         * @origin glib/tests/mainloop.c test_various_ready_times
         */
        @Test
        void whenTheyAreDrawnAtRandom_thenASourceRunsIfAndOnlyIfItsMomentHasCome() {
            Random random = Seed.random(ReadyTimeTest.class);
            List<Source> sources = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Source drawn = new Source((self, callback) -> {
                    assertThat(self.readyTimeNanos()).isLessThanOrEqualTo(self.timeNanos());
                    self.clearReadyTime();
                    return Source.CONTINUE;
                });
                drawn.setReadyTimeNanos(draw(random, i));
                drawn.attach(context);
                sources.add(drawn);
            }

            loop.advanceNanos(1_000);

            assertThat(sources)
                    .allSatisfy(drawn -> assertThat(drawn.readyTimeNanos()).isGreaterThan(1_000));
            assertThat(sources)
                    .anySatisfy(drawn -> assertThat(drawn.readyTimeNanos()).isEqualTo(Nanos.NEVER));
        }

        private long draw(Random random, int i) {
            long[] ends = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -2, -1, 0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE};
            return i < ends.length ? ends[i] : i % 2 == 0 ? random.nextLong() : random.nextInt(3_000) - 500;
        }
    }
}
