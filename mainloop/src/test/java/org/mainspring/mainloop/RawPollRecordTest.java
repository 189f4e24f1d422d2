package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;

/** Poll records that belong to no watch: of a source, or of the context (S38, S56, S59, S117-S129). */
class RawPollRecordTest extends LoopFixture {
    private final Object channel = new Object();
    private final NotingPollFunction function = new NotingPollFunction(channel);

    @Nested
    class GivenARawRecordOfASource {
        private final PollRecord record = new PollRecord(channel, IOCondition.IN);
        private final Probe probe = probe("p", 0);

        /** S59, S120: it is polled, told, and makes nobody ready. */
        @Test
        void whenItIsReady_thenOnlyCheckDecides() {
            probe.source.addPoll(record);
            makeReady(channel);

            assertThat(context.iteration(true)).isFalse();
            assertThat(record.revents()).isEqualTo(IOCondition.IN);
            assertThat(ran).isEmpty();

            probe.checksReady();
            assertThat(context.iteration(true)).isTrue();
            assertThat(ran).containsExactly("p");
        }

        /** S117: what was seen is forgotten when it is added. */
        @Test
        void whenAddedAgain_thenItIsEmpty() {
            record.setRevents(IOCondition.IN);

            probe.source.addPoll(record);

            assertThat(record.revents()).isEqualTo(IOCondition.NONE);
        }

        /** S56: its mask is its owner's to change. */
        @Test
        void whenItsMaskChanges_thenTheNextQueryTakesIt() {
            probe.source.addPoll(record);
            record.setEvents(IOCondition.OUT);
            context.setPollFunction(function);

            context.iteration(false);

            assertThat(function.sets).containsExactly(List.of("channel OUT", "wake-up IN"));
        }

        /** S128: one at a time, and whoever was not added is no error. */
        @Test
        void whenAddedTwice_thenItIsRemovedOneByOne() {
            probe.source.addPoll(record);
            probe.source.addPoll(record);
            assertThat(poller.records()).hasSize(2);

            probe.source.removePoll(record);
            assertThat(poller.records()).hasSize(1);
            probe.source.removePoll(record);
            assertThat(poller.records()).isEmpty();
            probe.source.removePoll(record);
        }

        /** S124. */
        @Test
        void whenTheSourceIsDestroyed_thenNothingCanBeAdded() {
            probe.source.destroy();

            assertThatThrownBy(() -> probe.source.addPoll(record)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> probe.source.removePoll(record)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class GivenARecordOfTheContext {
        private final PollRecord record = new PollRecord(channel, IOCondition.IN);

        /** S129: it ends the poll, and that is all. */
        @Test
        void whenItIsReady_thenThePollEnds() {
            context.addPoll(record, 0);
            timeout("t", 0, MILLI, () -> poller.stopAt(clock.nanos() + MILLI));
            makeReady(channel);

            assertThat(context.iteration(true)).isFalse();

            assertThat(record.revents()).isEqualTo(IOCondition.IN);
            assertThat(clock.nanos()).isZero();
        }

        /** S38. */
        @Test
        void whenAnythingMoreUrgentIsReady_thenItIsLeftOut() {
            context.addPoll(record, 5);
            idle("i", 0);
            context.setPollFunction(function);

            loop.iterate();

            assertThat(function.sets).containsExactly(List.of("wake-up IN"));
        }

        /** S13, S18: nobody finds it, and it takes no id. */
        @Test
        void whenLookedFor_thenItIsNotThere() {
            context.addPoll(record, 0);

            assertThat(idle("i", 0).id()).isEqualTo(1);
            assertThat(context.findByData(null)).isNotNull();
            assertThat(context.dump()).startsWith("1 source,");
        }

        @Test
        void whenRemoved_thenItIsNotPolled() {
            context.addPoll(record, 0);

            context.removePoll(record);
            context.removePoll(record);

            assertThat(poller.records()).isEmpty();
        }
    }
}
