package org.mainspring.mainloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.time.Nanos;

class ScriptedPollerTest {
    private final VirtualClock clock = new VirtualClock();
    private final ScriptedPoller poller = new ScriptedPoller(clock);
    private final List<String> told = new ArrayList<>();

    private void poll(long timeoutNanos) {
        poller.poll(timeoutNanos, (record, seen) -> told.add(record.target() + " " + seen));
    }

    private PollRecord add(Object target, IOCondition events) {
        PollRecord record = new PollRecord(target, events);
        poller.add(record);
        return record;
    }

    @Nested
    class GivenNothingIsReady {
        @Test
        void whenItPolls_thenTheClockMovesInsteadOfWaiting() {
            poll(30);
            poll(0);
            poll(12);

            assertThat(clock.nanos()).isEqualTo(42);
            assertThat(poller.timeouts()).containsExactly(30L, 0L, 12L);
        }

        @Test
        void whenItWouldWaitForEver_thenItFailsAtOnce() {
            assertThatThrownBy(() -> poll(Nanos.NEVER))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the loop would sleep for ever: nothing is armed and nothing is ready");
            assertThat(clock.nanos()).isZero();
        }

        @Test
        void whenAHorizonIsSet_thenNoPollGoesBeyondIt() {
            poller.stopAt(20);
            poll(Nanos.NEVER);
            poll(5);
            assertThat(clock.nanos()).isEqualTo(20);

            poller.stopAt(Nanos.NEVER);
            poll(5);
            assertThat(clock.nanos()).isEqualTo(25);
        }

        @Test
        void whenItWasWoken_thenOnePollReturnsAtOnce() {
            poller.wakeup();
            poller.wakeup();
            poll(30);
            assertThat(clock.nanos()).isZero();

            poll(30);
            assertThat(clock.nanos()).isEqualTo(30);
        }

        @Test
        void whenSomethingIsToHappenDuringPolls_thenItHappensOnceEachInOrder() {
            poller.duringNextPoll(() -> told.add("first"));
            poller.duringNextPoll(poller::wakeup);

            poll(3);
            poll(Nanos.NEVER);
            poll(4);

            assertThat(told).containsExactly("first");
            assertThat(clock.nanos()).isEqualTo(7);
        }
    }

    @Nested
    class GivenSomethingIsReady {
        @Test
        void whenItPolls_thenEachRecordThatAskedForItIsToldAndNoTimePasses() {
            add("a", IOCondition.IN);
            add("a", IOCondition.OUT);
            add("b", IOCondition.IN);
            poller.makeReady("a", IOCondition.IN);

            poll(Nanos.NEVER);
            poll(Nanos.NEVER);

            assertThat(told).containsExactly("a IN", "a IN");
            assertThat(clock.nanos()).isZero();
        }

        @Test
        void whenItIsTrouble_thenNobodyHasToAsk() {
            add("a", IOCondition.NONE);
            poller.makeReady("a", IOCondition.HUP);

            poll(0);

            assertThat(told).containsExactly("a HUP");
        }

        @Test
        void whenItIsTakenBack_thenItIsQuietAgain() {
            add("a", IOCondition.IN);
            poller.makeReady("a", IOCondition.IN);
            poller.makeReady("a", IOCondition.NONE);

            poll(9);

            assertThat(told).isEmpty();
            assertThat(clock.nanos()).isEqualTo(9);
        }

        @Test
        void whenTheMaskChanges_thenTheNewOneCounts() {
            PollRecord record = add("a", IOCondition.IN);
            poller.makeReady("a", IOCondition.OUT);
            poll(0);
            record.setEvents(IOCondition.OUT);
            poller.modify(record);
            poll(0);

            assertThat(told).containsExactly("a OUT");
        }
    }

    @Test
    void whenRecordsComeAndGo_thenTheyAreListedInTheOrderInWhichTheyCame() {
        PollRecord a = add("a", IOCondition.IN);
        PollRecord b = add("b", IOCondition.IN);
        assertThat(poller.records()).containsExactly(a, b);

        poller.remove(a);

        assertThat(poller.records()).containsExactly(b);
        assertThatThrownBy(() -> poller.remove(a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not polled: a IN");
        assertThatThrownBy(() -> poller.modify(a)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whenItIsClosed_thenItSaysSo() {
        assertThat(poller.isClosed()).isFalse();
        poller.close();
        poller.close();
        assertThat(poller.isClosed()).isTrue();
    }
}
