package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.time.Nanos;

/** The second phase, and a loop that is driven from outside (S37-S46). */
class QueryPhaseTest extends LoopFixture {
    private final Object one = "one";
    private final Object two = "two";
    private final PollSet set = new PollSet();

    @BeforeEach
    void acquire() {
        assertThat(context.tryAcquire()).isTrue();
    }

    private void query(int priority) {
        context.prepare();
        context.query(priority, set);
    }

    private List<Object> targets() {
        List<Object> targets = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            targets.add(set.target(i));
        }
        return targets;
    }

    private Source watch(String name, int priority, Object target, IOCondition events) {
        Source source = plain(name, priority);
        source.addWatch(target, events);
        return source;
    }

    @Nested
    class GivenNothing {
        /** S46: the wake-up alone, for IN. */
        @Test
        void whenQueried_thenTheWakeupIsListed() {
            query(Integer.MAX_VALUE);

            assertThat(targets()).containsExactly(PollSet.WAKEUP);
            assertThat(set.events(0)).isEqualTo(IOCondition.IN);
            assertThat(set.revents(0)).isEqualTo(IOCondition.NONE);
            assertThat(set.timeoutNanos()).isEqualTo(Nanos.NEVER);
        }

        /** S38: the wake-up has priority 0. */
        @Test
        void whenQueriedBelowZero_thenTheWakeupIsLeftOut() {
            query(0);
            assertThat(set.size()).isEqualTo(1);
            query(-1);
            assertThat(set.size()).isZero();
        }

        /** S104 is not ours: a phase is for the owner. */
        @Test
        void whenTheCallerIsNotTheOwner_thenItIsRefused() {
            context.release();
            assertThatThrownBy(() -> context.query(0, set)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class GivenWatches {
        /** S37 is not ours: the list is in dispatch order. */
        @Test
        void whenQueried_thenTheListIsInDispatchOrderAndEndsWithTheWakeup() {
            watch("b", 5, two, IOCondition.OUT);
            watch("a", 0, one, IOCondition.IN);

            query(Integer.MAX_VALUE);

            assertThat(targets()).containsExactly(one, two, PollSet.WAKEUP);
            assertThat(set.events(0)).isEqualTo(IOCondition.IN);
            assertThat(set.events(1)).isEqualTo(IOCondition.OUT);
        }

        /** S38: worse priorities than the one given are left out, the same is not. */
        @Test
        void whenQueriedForAPriority_thenWhoIsLessUrgentIsLeftOut() {
            watch("a", 3, one, IOCondition.IN);
            watch("b", 4, two, IOCondition.IN);

            query(3);

            assertThat(targets()).containsExactly(one, PollSet.WAKEUP);
        }

        /** S39, S41: one entry a channel, for everything that anybody waits for. */
        @Test
        void whenSeveralWatchOneChannel_thenThereIsOneEntryForAll() {
            watch("a", 0, one, IOCondition.IN);
            watch("b", 0, two, IOCondition.IN);
            watch("c", 0, one, IOCondition.OUT);

            query(Integer.MAX_VALUE);

            assertThat(targets()).containsExactly(one, two, PollSet.WAKEUP);
            assertThat(set.events(0)).isEqualTo(IOCondition.IN.or(IOCondition.OUT));
        }

        /** S38, S39: one who is cut off adds nothing to the entry. */
        @Test
        void whenOneOfThemIsCutOff_thenItsMaskDoesNotCount() {
            watch("a", 0, one, IOCondition.IN);
            watch("c", 1, one, IOCondition.OUT);

            query(0);

            assertThat(set.events(0)).isEqualTo(IOCondition.IN);
        }

        /** S40: what nobody has to ask for is not asked for. */
        @Test
        void whenAMaskHasUnaskedConditions_thenTheyAreLeftOut() {
            watch("a", 0, one, IOCondition.HUP);
            watch("b", 0, two, IOCondition.IN.or(IOCondition.UNASKED));

            query(Integer.MAX_VALUE);

            assertThat(set.events(0)).isEqualTo(IOCondition.NONE);
            assertThat(set.events(1)).isEqualTo(IOCondition.IN);
        }

        /** S41: nothing was seen yet, whatever the set was used for before. */
        @Test
        void whenTheSetIsUsedAgain_thenItIsEmptiedFirst() {
            watch("a", 0, one, IOCondition.IN);
            query(Integer.MAX_VALUE);
            set.setRevents(0, IOCondition.IN);

            query(Integer.MAX_VALUE);

            assertThat(targets()).containsExactly(one, PollSet.WAKEUP);
            assertThat(set.revents(0)).isEqualTo(IOCondition.NONE);
        }

        /** S42 is no question here: a set takes as many as there are. */
        @Test
        void whenManyAreWatched_thenTheSetHoldsThemAll() {
            for (int i = 0; i < 1_000; i++) {
                watch("a" + i, 0, "target " + i, IOCondition.IN);
            }

            query(Integer.MAX_VALUE);

            assertThat(targets())
                    .hasSize(1_001)
                    .startsWith("target 0", "target 1")
                    .endsWith("target 999", PollSet.WAKEUP);
        }

        /** S38: the destroyed are not listed. */
        @Test
        void whenOneIsDestroyed_thenItIsNotListed() {
            watch("a", 0, one, IOCondition.IN).destroy();

            query(Integer.MAX_VALUE);

            assertThat(targets()).containsExactly(PollSet.WAKEUP);
        }

        /** S72: one whose callback runs is not listed. */
        @Test
        void whenQueriedWithinACallback_thenItsOwnWatchIsNotListed() {
            List<Object> inside = new ArrayList<>();
            Probe a = probe("a", 0).preparesReady().duringDispatch(() -> {
                query(Integer.MAX_VALUE);
                inside.addAll(targets());
            });
            a.source.addWatch(one, IOCondition.IN);
            watch("b", 0, two, IOCondition.IN);

            loop.iterate();

            assertThat(inside).containsExactly(two, PollSet.WAKEUP);
        }
    }

    @Nested
    class GivenATimeout {
        /** S45 is not ours: nanoseconds, not rounded. */
        @Test
        void whenQueried_thenTheTimeoutIsExact() {
            timeout("a", 0, 300_001);
            query(Integer.MAX_VALUE);
            assertThat(set.timeoutNanos()).isEqualTo(300_001);

            clock.advanceNanos(300_001);
            query(Integer.MAX_VALUE);
            assertThat(set.timeoutNanos()).isZero();
        }

        /** S44: the loop time is stale if the poll may take time. */
        @Test
        void whenThePollMayTakeTime_thenTheTimeIsStale() {
            Source a = timeout("a", 0, 100);
            query(Integer.MAX_VALUE);

            clock.advanceNanos(5);

            assertThat(a.timeNanos()).isEqualTo(5);
        }

        /** S44: and not if it may not. */
        @Test
        void whenThePollMayTakeNoTime_thenTheTimeStays() {
            Source a = timeout("a", 0, 0);
            query(Integer.MAX_VALUE);

            clock.advanceNanos(5);

            assertThat(a.timeNanos()).isZero();
        }

        /** S44: what was computed counts, not whether the caller will block. */
        @Test
        void whenTheIterationMayNotBlock_thenTheTimeIsStaleNevertheless() {
            Source a = timeout("a", 0, 100);
            watch("w", 0, one, IOCondition.IN);
            poller.duringNextPoll(() -> clock.advanceNanos(5));

            loop.iterate();

            assertThat(a.timeNanos()).isEqualTo(5);
        }
    }

    @Nested
    class GivenALoopDrivenFromOutside {
        private boolean drive() {
            context.prepare();
            int priority = context.readyPriority();
            context.query(priority, set);
            context.poll(set);
            boolean found = context.check(priority, set);
            context.dispatch();
            return found;
        }

        /** S37-S46: it does what an iteration does. */
        @Test
        void whenItIsDriven_thenSourcesRun() {
            makeReady(one);
            watch("w", 0, one, IOCondition.IN);
            idle("i", 0);
            probe("p", 0).checksReady();
            timeout("t", 0, 0);

            assertThat(drive()).isTrue();

            assertThat(ran).containsExactly("w", "i", "p", "t");
        }

        /** S45: time passes in the poll as the set says. */
        @Test
        void whenATimeoutIsArmed_thenThePollTakesThatLong() {
            timeout("t", 0, 30);

            assertThat(drive()).isTrue();

            assertThat(ran).containsExactly("t");
            assertThat(clock.elapsedNanos()).isEqualTo(30);
        }

        /** S56: whoever polls himself says what he has seen. */
        @Test
        void whenTheCallerPollsHimself_thenWhatHeHasSeenCounts() {
            watch("a", 0, one, IOCondition.IN);
            watch("b", 0, one, IOCondition.OUT);
            watch("c", 0, two, IOCondition.IN);
            query(Integer.MAX_VALUE);
            set.setRevents(0, IOCondition.IN);

            assertThat(context.check(Integer.MAX_VALUE, set)).isTrue();
            context.dispatch();

            assertThat(ran).containsExactly("a");
            assertThat(polls()).isZero();
        }

        /** S56: by the channel, too. */
        @Test
        void whenTheCallerNamesTheChannel_thenItsWatchesAreReady() {
            watch("a", 0, one, IOCondition.NONE);
            query(Integer.MAX_VALUE);
            set.ready(one, IOCondition.HUP);
            set.ready("unheard of", IOCondition.IN);

            assertThat(context.check(Integer.MAX_VALUE, set)).isTrue();
        }

        /** S42 is no question here; a poll looks at everything that is listed. */
        @Test
        void whenQueriedForAWorsePriority_thenWhatIsListedIsPolled() {
            makeReady(two);
            idle("i", 0);
            watch("w", 10, two, IOCondition.IN);
            query(10);

            context.poll(set);

            assertThat(targets()).containsExactly(two, PollSet.WAKEUP);
            assertThat(set.revents(0)).isEqualTo(IOCondition.IN);
        }

        /** S38: GLib sleeps. Our poller has every channel, whatever was queried. */
        @Test
        void whenAChannelIsReadyThatIsLessUrgentThanTheQuery_thenThePollEndsAtOnceAndTellsNothing() {
            timeout("t", -10, 50);
            makeReady(two);
            watch("w", 10, two, IOCondition.IN);
            query(-10);

            context.poll(set);

            assertThat(targets()).isEmpty();
            assertThat(clock.elapsedNanos()).isZero();
            assertThat(context.check(-10, set)).isFalse();
        }

        /** S54, S109: a wake-up shows in the set, and check consumes it. */
        @Test
        void whenWokenBefore_thenThePollEndsAtOnceAndCheckConsumesIt() {
            timeout("t", 0, 50);
            context.wakeup();
            context.wakeup();

            assertThat(drive()).isFalse();
            assertThat(set.isWakeupSeen()).isTrue();
            assertThat(clock.elapsedNanos()).isZero();

            assertThat(drive()).isTrue();
            assertThat(set.isWakeupSeen()).isFalse();
            assertThat(clock.elapsedNanos()).isEqualTo(50);
        }

        /** S54: a caller who has not seen it leaves it. */
        @Test
        void whenTheCallerDoesNotReportTheWakeup_thenItStays() {
            timeout("t", 0, 50);
            context.wakeup();
            query(Integer.MAX_VALUE);
            assertThat(context.check(Integer.MAX_VALUE, set)).isFalse();

            assertThat(drive()).isFalse();
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** S43, S55: a watch that comes after the query makes the check void, until the next query. */
        @Test
        void whenAWatchComesAfterTheQuery_thenCheckFindsNothing() {
            idle("i", 0);
            query(Integer.MAX_VALUE);
            watch("w", 0, one, IOCondition.IN);
            assertThat(context.check(Integer.MAX_VALUE, set)).isFalse();

            query(Integer.MAX_VALUE);
            assertThat(context.check(Integer.MAX_VALUE, set)).isTrue();
        }
    }
}
