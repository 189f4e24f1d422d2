package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.time.Nanos;

/** Poll functions, and poll records of one's own, beside {@link PollFunctionTest} (S38, S45-S47, S55, S72, S111, S114, S128, S132; X13). */
class PollFunctionEdgesTest extends LoopFixture {
    private final Object channel = "channel";

    /** What each poll was asked for: its entries, and the timeout. */
    private final List<String> polled = new ArrayList<>();

    private static String entries(PollSet set) {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < set.size(); i++) {
            entries.append(
                            set.target(i) == PollSet.WAKEUP
                                    ? "wakeup"
                                    : set.target(i).toString())
                    .append(' ')
                    .append(set.events(i))
                    .append(' ');
            assertThat(set.revents(i)).isEqualTo(IOCondition.NONE);
        }
        return entries.toString();
    }

    /** A function that notes what it is asked, and hands on. */
    private void noting() {
        PollFunction before = context.pollFunction();
        context.setPollFunction((set, timeoutMillis) -> {
            polled.add(entries(set) + timeoutMillis);
            return before.poll(set, timeoutMillis);
        });
    }

    @Nested
    class GivenAFunctionThatHandsOn {
        /** S46, S45. */
        @Test
        void whenNothingIsAttached_thenTheWakeupIsPolledWithoutEnd() {
            noting();
            context.wakeup();

            loop.iterateBlocking();
            loop.iterate();

            assertThat(polled).containsExactly("wakeup IN -1", "wakeup IN 0");
        }

        /** S45: milliseconds, rounded up, and no more of them than an int holds. */
        @ParameterizedTest
        @CsvSource({
            "0, 0",
            "1, 1",
            "300000, 1",
            "1000000, 1",
            "1000001, 2",
            "2147483647000000, 2147483647",
            "2147483647000001, 2147483647",
            "9223372036854775806, 2147483647"
        })
        void whenATimeoutIsArmed_thenItIsAskedForMilliseconds(long nanos, int millis) {
            plain("p", 0).setReadyTimeNanos(nanos);
            context.setPollFunction((set, timeoutMillis) -> {
                polled.add(String.valueOf(timeoutMillis));
                return 0;
            });

            loop.iterateBlocking();

            assertThat(polled).containsExactly(String.valueOf(millis));
        }

        /** S38, S47, X13: less urgent ones than who is ready are left out; below 0 the wake-up as well, and so the poll. */
        @Test
        void whenSomethingIsReady_thenLessUrgentEntriesAreLeftOut() {
            noting();
            watch("a", 5, channel);
            Source idle = idle("i", 0);

            loop.iterateBlocking();
            assertThat(polled).containsExactly("wakeup IN 0");

            idle.setPriority(-1);
            loop.iterateBlocking();
            assertThat(polled).hasSize(1);

            watch("w", -1, "urgent");
            loop.iterateBlocking();
            assertThat(polled).endsWith("urgent IN 0").hasSize(2);
            assertThat(ran).containsExactly("i", "i", "i");
        }

        /** S114: it is kept while it is not polled. */
        @Test
        void whenWokenWhileSomethingBelowZeroIsReady_thenTheWakeupIsKept() {
            noting();
            Source idle = idle("i", -1);
            timeout("t", 0, 50 * MILLI);
            context.wakeup();

            loop.iterateBlocking();
            idle.destroy();

            assertThat(loop.iterateBlocking()).isFalse();
            assertThat(clock.elapsedNanos()).isZero();
        }
    }

    @Nested
    class GivenAFunctionOfItsOwn {

        /** S55: a watch that it attaches makes the iteration void. */
        @Test
        void whenItAttachesAWatch_thenTheIterationIsVoid() {
            idle("i", 0);
            context.setPollFunction((set, timeoutMillis) -> {
                if (polled.isEmpty()) {
                    watch("w", 0, channel);
                }
                polled.add(entries(set));
                return 0;
            });

            assertThat(loop.iterate()).isFalse();
            assertThat(loop.iterate()).isTrue();

            assertThat(polled).containsExactly("wakeup IN ", "channel IN wakeup IN ");
            assertThat(ran).containsExactly("i");
        }

        /** S132: time that passes in it is seen by who asks after it. */
        @Test
        void whenItLetsTimePass_thenTimersAreDueByIt() {
            Source timer = timeout("t", 0, 20 * MILLI);
            List<Long> times = new ArrayList<>();
            timer.setCallback(() -> times.add(timer.timeNanos()));
            context.setPollFunction((set, timeoutMillis) -> {
                clock.advanceNanos(Nanos.of(timeoutMillis + 3L, MILLI));
                return 0;
            });

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(times).containsExactly(23 * MILLI);
        }

        /** S111, its last row: setting one wakes nobody. */
        @Test
        void whenItIsSetWhileTheLoopSleeps_thenTheSleepGoesOn() {
            timeout("t", 0, 50);
            poller.duringNextPoll(() -> context.setPollFunction(context.pollFunction()));

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(clock.elapsedNanos()).isEqualTo(50);
        }
    }

    @Nested
    class GivenAFunctionThatIterates {
        /** Iterates once before it would wait, and notes who wakes it. */
        private final class Iterating implements PollFunction {
            private int depth;

            @Override
            public int poll(PollSet set, int timeoutMillis) {
                depth++;
                try {
                    if (depth == 1) {
                        context.iteration(false);
                        context.wakeup(); // as another thread would, while this one waits
                    }
                    return 0;
                } finally {
                    depth--;
                }
            }

            @Override
            public void wakeup() {
                ran.add("woken at depth " + depth);
            }
        }

        /** A wake-up would be lost if the inner poll had left nobody to be told. */
        @Test
        void whenItWaitsAfterThat_thenItIsWoken() {
            context.setPollFunction(new Iterating());

            loop.iterateBlocking();

            assertThat(ran).containsExactly("woken at depth 1");
        }
    }

    @Nested
    class GivenARecordOfASourcesOwn {
        private final Probe probe = probe("p", 0);
        private final PollRecord record = new PollRecord(channel, IOCondition.IN);

        /** S111: adding and removing wake, even if there was nothing to remove. */
        @Test
        void whenItIsAddedOrRemoved_thenTheNextPollDoesNotSleep() {
            timeout("t", 0, 50);
            List<Runnable> changes = List.of(
                    () -> probe.source.addPoll(record),
                    () -> probe.source.removePoll(record),
                    () -> probe.source.removePoll(record));

            for (Runnable change : changes) {
                change.run();
                assertThat(loop.iterateBlocking()).isFalse();
                assertThat(clock.elapsedNanos()).isZero();
            }
            assertThat(loop.iterateBlocking()).isTrue();
        }

        /** S72: it is out of the poll while its source's callback iterates. */
        @Test
        void whenItsSourceRuns_thenItIsNotPolledWithin() {
            probe.source.addPoll(record);
            List<Integer> within = new ArrayList<>();
            probe.preparesReady().duringDispatch(() -> {
                loop.iterate();
                within.add(poller.records().size());
            });

            loop.iterate();

            assertThat(within).containsExactly(0);
            assertThat(poller.records()).hasSize(1);
        }
    }

    @Nested
    class GivenARecordOfNobodys {
        private final PollRecord record = new PollRecord(channel, IOCondition.IN);

        /** S111. */
        @Test
        void whenItIsAddedOrRemoved_thenTheNextPollDoesNotSleep() {
            context.timeoutAdd(Duration.ofNanos(50), () -> ran.add("t"));
            List<Runnable> changes = List.of(
                    () -> context.addPoll(record, 0),
                    () -> context.removePoll(record),
                    () -> context.removePoll(record));

            for (Runnable change : changes) {
                change.run();
                assertThat(loop.iterateBlocking()).isFalse();
                assertThat(clock.elapsedNanos()).isZero();
            }
            assertThat(loop.iterateBlocking()).isTrue();
        }

        /** Its end is the context's. */
        @Test
        void whenTheContextIsClosed_thenItIsPolledNoMoreAndRefused() {
            context.addPoll(record, 0);
            context.close();

            assertThat(poller.records()).isEmpty();
            assertThatThrownBy(() -> context.addPoll(record, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("context is closed");
        }
    }
}
