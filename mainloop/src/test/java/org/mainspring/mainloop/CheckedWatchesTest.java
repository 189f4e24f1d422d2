package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;

/** What check makes of watches, and of those that come or go during the poll (S55, S56, S118, S119). */
class CheckedWatchesTest extends LoopFixture {
    private final Object channel = new Object();

    @Nested
    class GivenAWatchThatComesOrGoesDuringThePoll {
        private final Source idle = idle("i", 0);
        private final Probe probe = probe("p", 0);

        private void assertVoid() {
            loop.iterate();
            int checksBefore = probe.checks;
            int ranBefore = ran.size();

            assertThat(loop.iterate()).isTrue();
            assertThat(probe.checks).isEqualTo(checksBefore + 1);
            assertThat(ran.subList(ranBefore, ran.size())).contains("i");
        }

        private void assertFirstIterationVoid() {
            assertThat(loop.iterate()).isFalse();
            assertThat(ran).isEmpty();
            assertThat(probe.checks).isZero();
            assertThat(probe.prepares).isEqualTo(1);
            assertVoid();
        }

        /** S55, S64: attached. */
        @Test
        void whenOneIsAttached_thenTheIterationIsVoid() {
            watch("w", 0, channel);
            poller.duringNextPoll(() -> watch("n", 0, new Object()));

            assertFirstIterationVoid();
        }

        /** S55: added to a source that is there. */
        @Test
        void whenOneIsAdded_thenTheIterationIsVoid() {
            Source w = watch("w", 0, channel);
            poller.duringNextPoll(() -> w.addWatch(new Object(), IOCondition.IN));

            assertFirstIterationVoid();
        }

        /** S55: removed. */
        @Test
        void whenOneIsRemoved_thenTheIterationIsVoid() {
            watch("w", 0, channel);
            Source v = plain("v", 0);
            PollRecord record = v.addWatch(channel, IOCondition.IN);
            poller.duringNextPoll(() -> v.removeWatch(record));

            assertFirstIterationVoid();
        }

        /** S55: its source destroyed. */
        @Test
        void whenItsSourceIsDestroyed_thenTheIterationIsVoid() {
            Source w = watch("w", 0, channel);
            poller.duringNextPoll(w::destroy);

            assertFirstIterationVoid();
        }

        /** S55, S10: its source moved. */
        @Test
        void whenItsSourceIsMoved_thenTheIterationIsVoid() {
            Source w = watch("w", 0, channel);
            poller.duringNextPoll(() -> w.setPriority(0));

            assertFirstIterationVoid();
        }

        /** S56: a mask that changes makes nothing void, and counts at once. */
        @Test
        void whenAMaskChanges_thenItCountsAtOnce() {
            idle.destroy();
            Source w = plain("w", 0);
            PollRecord record = w.addWatch(channel, IOCondition.IN.or(IOCondition.OUT));
            makeReady(channel);
            poller.duringNextPoll(() -> w.modifyWatch(record, IOCondition.OUT));

            assertThat(loop.iterate()).isFalse();
            assertThat(ran).isEmpty();
            assertThat(probe.checks).isEqualTo(1);
        }

        /** S55: what was found ready stays so: the one whose prepare said yes is not asked again. */
        @Test
        void whenTheIterationIsVoid_thenWhoWasReadyStaysReady() {
            watch("w", 0, channel);
            probe.preparesReady = true;
            poller.duringNextPoll(() -> watch("n", 0, new Object()));
            loop.iterate();
            probe.preparesReady = false;

            loop.iterate();

            assertThat(ran).containsExactly("i", "p");
            assertThat(probe.prepares).isEqualTo(1);
            assertThat(probe.checks).isZero();
        }

        /** S54, S55: the wake-up is consumed all the same. */
        @Test
        void whenTheIterationIsVoid_thenItsWakeupIsConsumed() {
            idle.destroy();
            Source timeout = timeout("t", 0, 50);
            watch("w", 0, channel);
            poller.duringNextPoll(() -> watch("n", 0, new Object()));
            context.wakeup();

            assertThat(loop.iterateBlocking()).isFalse();
            assertThat(loop.iterateBlocking()).isTrue();
            assertThat(clock.elapsedNanos()).isEqualTo(50);
            assertThat(timeout.isDestroyed()).isFalse();
        }
    }

    @Nested
    class GivenWatchesWithMasks {
        private IOCondition seen(IOCondition mask, IOCondition condition) {
            IOCondition[] seen = {IOCondition.NONE};
            Source[] self = new Source[1];
            PollRecord[] record = new PollRecord[1];
            self[0] = plain("w", 0, () -> seen[0] = self[0].queryWatch(record[0]));
            record[0] = self[0].addWatch(channel, mask);
            poller.makeReady(channel, condition);
            loop.iterate();
            self[0].destroy();
            return seen[0];
        }

        /** S56: through the mask. */
        @Test
        void whenMoreIsSeenThanAskedFor_thenTheMaskCounts() {
            IOCondition inOut = IOCondition.IN.or(IOCondition.OUT);

            assertThat(seen(IOCondition.IN, inOut)).isEqualTo(IOCondition.IN);
            assertThat(seen(inOut, inOut)).isEqualTo(inOut);
            assertThat(seen(IOCondition.OUT, IOCondition.IN)).isEqualTo(IOCondition.NONE);
            assertThat(ran).containsExactly("w", "w");
        }

        /** S56, S119: what nobody has to ask for always passes, even an empty mask. */
        @Test
        void whenTheUnaskedIsSeen_thenItPassesEveryMask() {
            assertThat(seen(IOCondition.NONE, IOCondition.HUP)).isEqualTo(IOCondition.HUP);
            assertThat(seen(IOCondition.OUT, IOCondition.ERR.or(IOCondition.IN)))
                    .isEqualTo(IOCondition.ERR);
            assertThat(seen(IOCondition.IN, IOCondition.NVAL)).isEqualTo(IOCondition.NVAL);
        }

        /** S118: each record of one channel through its own mask. */
        @Test
        void whenSeveralWatchOneChannel_thenEachHasItsOwnMask() {
            watch("in", 0, channel);
            plain("out", 0).addWatch(channel, IOCondition.OUT);
            plain("both", 0).addWatch(channel, IOCondition.OUT.or(IOCondition.IN));
            makeReady(channel);

            loop.iterate();

            assertThat(ran).containsExactly("in", "both");
        }

        /** S56, S127, D6: beyond the cut nothing is seen, and nothing old is left. */
        @Test
        void whenARecordIsCutOff_thenItShowsNothing() {
            Probe w = probe("w", 5);
            PollRecord record = w.source.addWatch(channel, IOCondition.IN);
            w.source.setCanRecurse(true);
            makeReady(channel);
            loop.iterate();
            assertThat(w.source.queryWatch(record)).isEqualTo(IOCondition.IN);

            Source idle = idle("i", 0);
            poller.duringNextPoll(() -> {});
            loop.iterate();

            assertThat(w.source.queryWatch(record)).isEqualTo(IOCondition.NONE);
            assertThat(idle.isDestroyed()).isFalse();
        }
    }

    /** S10, S117: the records of a source that moves are as if they were new. */
    @Test
    void whenABatchMateMovesAWatch_thenItRunsAndHasSeenNothing() {
        Object channel = new Object();
        Source[] moved = new Source[1];
        plain("mover", 0, () -> moved[0].setPriority(0)).setReadyTimeNanos(0);
        PollRecord[] record = new PollRecord[1];
        List<IOCondition> seen = new ArrayList<>();
        moved[0] = plain("moved", 0, () -> seen.add(record[0].revents()));
        record[0] = moved[0].addWatch(channel, IOCondition.IN);
        makeReady(channel);

        loop.iterate();

        assertThat(ran).containsExactly("mover", "moved");
        assertThat(seen).containsExactly(IOCondition.NONE);
    }
}
