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
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.time.Nanos;

/** Poll functions, and poll records of one's own (S37-S41, S45-S52, S59, S111, S128, S129; X13, X14). */
class PollFunctionInventoryTest extends LoopFixture {
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

        /** S39-S41, X14: one entry each, with all that is waited for, and nothing that needs no asking. */
        @Test
        void whenSeveralWatch_thenEachThingIsOneEntry() {
            noting();
            watch("a", 0, channel);
            plain("b", 5).addWatch(channel, IOCondition.OUT.or(IOCondition.UNASKED));
            watch("c", 9, "other");
            makeReady(channel);

            loop.iterate();

            assertThat(polled).containsExactly("channel IN|OUT other IN wakeup IN 0");
            assertThat(ran).containsExactly("a");
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

        /** S48: an idle that is ready does not excuse the poll, as it does without a function of one's own. */
        @Test
        void whenAnIdleOfPriorityZeroIsReady_thenItIsPolledAllTheSame() {
            noting();
            idle("i", 0);

            loop.iterateBlocking();
            loop.iterateBlocking();

            assertThat(polled).containsExactly("wakeup IN 0", "wakeup IN 0");
        }

        /** S109: a wake-up shows in it, and is consumed. */
        @Test
        void whenWoken_thenThePollDoesNotSleepOnce() {
            noting();
            timeout("t", 0, 50 * MILLI);
            context.wakeup();

            assertThat(loop.iterateBlocking()).isFalse();
            assertThat(clock.elapsedNanos()).isZero();
            assertThat(loop.iterateBlocking()).isTrue();
            assertThat(clock.elapsedNanos()).isEqualTo(50 * MILLI);
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
        /** S52, S56: what it says it has seen counts, through the masks. */
        @Test
        void whenItSaysWhatIsReady_thenThatRuns() {
            watch("a", 0, channel);
            plain("b", 0).addWatch(channel, IOCondition.OUT);
            context.setPollFunction((set, timeoutMillis) -> {
                set.ready(channel, IOCondition.OUT.or(IOCondition.PRI));
                return 1;
            });

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(ran).containsExactly("b");
            assertThat(polls()).isZero();
        }

        /** S52, S64: it may change the context; an idle that it attaches runs in this iteration. */
        @Test
        void whenItAttachesAnIdle_thenThatRunsInThisIteration() {
            context.setPollFunction((set, timeoutMillis) -> {
                idle("i", 3);
                return 0;
            });

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(ran).containsExactly("i");
        }

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

        /** S51: one that fails is warned of, and the iteration goes on. */
        @Test
        void whenItFails_thenThatIsWarnedOfAndTheIterationGoesOn() {
            idle("i", 0);
            context.setPollFunction((set, timeoutMillis) -> -1);

            assertThat(loop.iterate()).isTrue();

            assertThat(warnings).containsExactly(Diagnostic.POLL_FAILED);
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

        /** Null is the context's own poller again; what it polled with before can be had. */
        @Test
        void whenItIsTakenBack_thenTheContextsOwnPollerPolls() {
            PollFunction own = context.pollFunction();
            PollFunction function = (set, timeoutMillis) -> 0;
            context.setPollFunction(function);
            assertThat(context.pollFunction()).isSameAs(function);

            context.setPollFunction(null);

            assertThat(context.pollFunction()).isSameAs(own);
            makeReady(channel);
            watch("w", 0, channel);
            assertThat(loop.iterate()).isTrue();
            assertThat(polls()).isEqualTo(1);
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
    class GivenARecordOfASourcesOwn {
        private final Probe probe = probe("p", 0);
        private final PollRecord record = new PollRecord(channel, IOCondition.IN);

        /** S59: by itself it makes nobody ready; the hook looks at it. */
        @Test
        void whenItsChannelIsReady_thenTheCheckHookDecides() {
            probe.source.addPoll(record);
            makeReady(channel);

            assertThat(loop.iterate()).isFalse();
            assertThat(record.revents()).isEqualTo(IOCondition.IN);

            probe.duringCheck(() -> probe.checksReady = record.revents().contains(IOCondition.IN));
            assertThat(loop.iterate()).isTrue();
            assertThat(ran).containsExactly("p");
        }

        /** S120: there it would spin; here too a poll that sees something does not sleep, and nobody runs. */
        @Test
        void whenItHangsUpAndNobodyLooks_thenNobodyRuns() {
            probe.source.addPoll(record);
            poller.makeReady(channel, IOCondition.HUP);
            timeout("t", 0, 50);

            loop.iterateBlocking();
            assertThat(loop.iterateBlocking()).isFalse();

            assertThat(record.revents()).isEqualTo(IOCondition.HUP);
            assertThat(ran).isEmpty();
        }

        /** S128: added twice it is two, and removed one by one. */
        @Test
        void whenItIsAddedTwice_thenItIsRemovedOnceByEachCall() {
            probe.source.addPoll(record);
            probe.source.addPoll(record);
            makeReady(channel);

            probe.source.removePoll(record);
            loop.iterate();
            assertThat(record.revents()).isEqualTo(IOCondition.IN);
            assertThat(poller.records()).hasSize(1);

            probe.source.removePoll(record);
            loop.iterate();
            assertThat(poller.records()).isEmpty();
        }

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

        /** S124. */
        @Test
        void whenTheSourceIsDestroyed_thenItIsRefused() {
            probe.source.destroy();

            assertThatThrownBy(() -> probe.source.addPoll(record))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("source is destroyed: " + probe.source);
            assertThatThrownBy(() -> probe.source.removePoll(record))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("source is destroyed: " + probe.source);
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

        /** S129: it ends a poll, and makes nobody ready. */
        @Test
        void whenItsChannelIsReady_thenThePollEndsAndNobodyRuns() {
            context.addPoll(record, 0);
            loop.iterate();
            timeout("t", 0, 50);
            makeReady(channel);

            assertThat(loop.iterateBlocking()).isFalse();

            assertThat(clock.elapsedNanos()).isZero();
            assertThat(record.revents()).isEqualTo(IOCondition.IN);
            assertThat(ran).isEmpty();
        }

        /** S38: it has a priority like any. */
        @Test
        void whenSomethingMoreUrgentIsReady_thenItIsNotPolled() {
            context.addPoll(record, 3);
            idle("i", 2);
            noting();

            loop.iterate();

            assertThat(polled).containsExactly("wakeup IN 0");
        }

        /** S128: one by one; what was not added is no error. */
        @Test
        void whenItIsRemoved_thenItIsPolledNoMore() {
            context.addPoll(record, 0);
            context.addPoll(record, 0);

            for (int left = 1; left >= 0; left--) {
                context.removePoll(record);
                loop.iterate();
                assertThat(poller.records()).hasSize(left);
            }
            context.removePoll(record);
            assertThat(loop.iterate()).isFalse();
        }

        /** S13, S18: it is no source: it has no id, and is not found. */
        @Test
        void whenSourcesAreAttachedAndFound_thenItIsNotAmongThem() {
            context.addPoll(record, -5);

            assertThat(context.findByData(null)).isNull();
            assertThat(idle("i", 0).id()).isEqualTo(1);
            assertThat(context.findById(2)).isNull();
        }

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

        /** A context that is closed takes none. */
        @Test
        void whenTheContextIsClosed_thenItIsRefused() {
            context.addPoll(record, 0);
            context.close();

            assertThatThrownBy(() -> context.addPoll(record, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("context is closed");
        }
    }
}
