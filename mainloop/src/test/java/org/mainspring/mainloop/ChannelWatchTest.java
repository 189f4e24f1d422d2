package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;

/** Watches, on things that are as ready as a test says. S117-S119, S124, S125, S127; D6. */
class ChannelWatchTest extends DrivenFixture {
    private static final IOCondition IN_PRI = IOCondition.IN.or(IOCondition.PRI);
    private static final IOCondition IN_OUT = IOCondition.IN.or(IOCondition.OUT);

    @Nested
    class GivenOneThingWatchedByMany {
        /** S118. */
        @Test
        void whenItIsReady_thenEachIsToldThroughItsOwnMask() {
            watch("channel", IOCondition.IN, 0);
            watch("channel", IOCondition.OUT, 0);
            watch("channel", IN_PRI, 0);
            watch("channel", IN_OUT, 0);
            loop.poller().makeReady("channel", IN_PRI);

            context.iteration(true);

            assertThat(loop.log()).containsExactly("channel IN", "channel IN|PRI", "channel IN");
        }

        /** S56, S61. */
        @Test
        void whenTheyHaveDifferentPriorities_thenTheMostUrgentRunsAlone() {
            Source in = watch("channel", IOCondition.IN, 200);
            Source out = watch("channel", IOCondition.OUT, 0);
            loop.poller().makeReady("channel", IN_OUT);

            context.iteration(true);
            assertThat(takeLog()).containsExactly("channel OUT");
            in.setPriority(-100);
            context.iteration(true);
            assertThat(takeLog()).containsExactly("channel IN");
            in.setPriority(0);
            context.iteration(true);
            assertThat(takeLog()).containsExactly("channel OUT", "channel IN");
            out.destroy();
            context.iteration(true);
            assertThat(takeLog()).containsExactly("channel IN");
        }
    }

    @Nested
    class GivenTroubleWithTheChannel {
        /** S119. */
        @ParameterizedTest
        @ValueSource(ints = {8, 16, 32, 56})
        void whenNobodyHasAskedForIt_thenEveryoneIsToldAllTheSame(int bits) {
            IOCondition trouble = IOCondition.of(bits);
            watch("channel", IOCondition.IN, 0);
            watch("channel", IOCondition.OUT, 0);
            watch("channel", IOCondition.NONE, 0);
            loop.poller().makeReady("channel", trouble);

            context.iteration(true);

            assertThat(loop.log()).containsOnly("channel " + trouble).hasSize(3);
        }

        /** D15, which repairs S120: what is told is dispatched, so the source can end. */
        @Test
        void whenItHasHungUp_thenAWatchForInIsDispatchedAndMayEnd() {
            watch("channel", IOCondition.IN, 0).setCallback(once("end"));
            loop.poller().makeReady("channel", IOCondition.HUP);

            assertThat(context.iteration(true)).isTrue();

            assertThat(loop.log()).containsExactly("channel HUP", "end");
            assertThat(sleeps()).isFalse(); // the destroy of a watch wakes (S111)
            assertThat(sleeps()).isTrue();
        }
    }

    @Nested
    class GivenAWatchThatIsDispatched {
        /** S117: a record is as new after its source was blocked and polled no more. */
        @Test
        void whenANestedIterationHasRun_thenItsConditionIsForgottenThereafter() {
            NotingWatch kind = new NotingWatch(loop);
            Source source = new Source(kind);
            PollRecord record = source.addWatch("channel", IOCondition.IN);
            kind.record = record;
            source.setCallback(then("nested", () -> context.iteration(false), Source.CONTINUE));
            source.attach(context);
            loop.poller().makeReady("channel", IOCondition.IN);

            context.iteration(true);

            assertThat(loop.log()).containsExactly("channel IN", "nested");
            assertThat(source.queryWatch(record)).isEqualTo(IOCondition.NONE);
        }

        /** S125. */
        @Test
        void whenItWatchesMoreInItsCallback_thenThatIsPolledOnceItHasReturned() {
            Source source = watch("channel", IOCondition.IN, 0);
            source.setCallback(() -> {
                source.addWatch("another", IOCondition.IN);
                context.iteration(false);
                loop.note("nested polls " + polled());
                return Source.CONTINUE;
            });
            loop.poller().makeReady("channel", IOCondition.IN);

            context.iteration(true);

            assertThat(loop.log()).containsExactly("channel IN", "nested polls []");
            assertThat(polled()).containsExactlyInAnyOrder("channel", "another");
        }

        /** S125. */
        @Test
        void whenItLetsItsWatchGoInItsCallback_thenThatIsPolledNoMore() {
            NotingWatch kind = new NotingWatch(loop);
            Source source = new Source(kind);
            PollRecord record = source.addWatch("channel", IOCondition.IN);
            kind.record = record;
            source.setCallback(then("let go", () -> source.removeWatch(record), Source.CONTINUE));
            source.attach(context);
            loop.poller().makeReady("channel", IOCondition.IN);

            assertThat(context.iteration(true)).isTrue();
            assertThat(context.iteration(false)).isFalse();

            assertThat(loop.log()).containsExactly("channel IN", "let go");
            assertThat(polled()).isEmpty();
        }
    }

    @Nested
    class GivenAnAttachedWatch {
        private final Source source = new Source((self, callback) -> {
            loop.note("run");
            return Source.CONTINUE;
        });
        private final PollRecord record = source.addWatch("channel", IOCondition.IN);

        private void attached() {
            source.attach(context);
            context.iteration(false);
        }

        /** S56. */
        @Test
        void whenItsMaskChanges_thenTheNewOneCounts() {
            attached();
            loop.poller().makeReady("channel", IOCondition.OUT);
            assertThat(context.iteration(false)).isFalse();

            source.modifyWatch(record, IOCondition.OUT);

            assertThat(context.iteration(false)).isTrue();
            assertThat(source.queryWatch(record)).isEqualTo(IOCondition.OUT);
        }

        /** S119: with nothing in the mask only trouble is told. */
        @Test
        void whenItsMaskIsEmptied_thenItIsQuiet() {
            attached();
            source.modifyWatch(record, IOCondition.NONE);
            loop.poller().makeReady("channel", IN_OUT);

            assertThat(context.iteration(false)).isFalse();
        }

        /** S59: any of several does. */
        @Test
        void whenAnotherIsAdded_thenEitherMakesTheSourceReady() {
            attached();
            PollRecord other = source.addWatch("other", IOCondition.IN);
            loop.poller().makeReady("other", IOCondition.IN);

            assertThat(context.iteration(false)).isTrue();

            assertThat(source.queryWatch(other)).isEqualTo(IOCondition.IN);
            assertThat(source.queryWatch(record)).isEqualTo(IOCondition.NONE);
        }

        /** S111, S171. */
        @Test
        void whenItIsRemovedOrItsSourceDestroyed_thenItIsPolledNoMore() {
            attached();
            source.addWatch("other", IOCondition.IN);
            assertThat(polled()).containsExactly("channel", "other");
            source.removeWatch(record);
            assertThat(polled()).containsExactly("other");
            source.destroy();
            assertThat(polled()).isEmpty();
        }

        /** S124: GLib's criticals. */
        @Test
        void whenTheSourceIsDestroyed_thenNoneCanBeAdded() {
            attached();
            source.destroy();

            assertThatThrownBy(() -> source.addWatch("other", IOCondition.IN))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("source is destroyed: ")
                    .hasMessageContaining("#1@0");
        }

        /** S124. */
        @Test
        void whenTheRecordIsAnothersOrRemoved_thenItIsRefused() {
            attached();
            PollRecord foreign = new Source((self, callback) -> true).addWatch("foreign", IOCondition.IN);

            for (PollRecord wrong : List.of(foreign, new PollRecord("raw", IOCondition.IN))) {
                String message = "no watch of this source: " + wrong;
                assertThatThrownBy(() -> source.modifyWatch(wrong, IOCondition.OUT))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(message);
                assertThatThrownBy(() -> source.removeWatch(wrong))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(message);
                assertThatThrownBy(() -> source.queryWatch(wrong))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(message);
            }
            source.removeWatch(record);
            assertThatThrownBy(() -> source.removeWatch(record)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class GivenSomethingUrgentCameWhileTheChannelWasPolled {
        private final Source[] urgent = new Source[1];

        /** The channel was seen ready, and its watch not reached; then the channel is ready no more. */
        private void polledAndPassedOver() {
            watch("channel", IOCondition.IN, 10);
            watch("quiet", IOCondition.IN, 0);
            loop.poller().makeReady("channel", IOCondition.IN);
            loop.poller().duringNextPoll(() -> urgent[0] = idle(0, note("urgent")));
            assertThat(context.iteration(true)).isTrue();
            assertThat(takeLog()).containsExactly("urgent");
            loop.poller().makeReady("channel", IOCondition.NONE);
        }

        /** D6, which repairs S127 and S58: what an older poll saw dispatches nobody. */
        @Test
        void whenTheUrgentOneGoesDuringTheNextPoll_thenTheWatchIsNotDispatchedForAnOlderPoll() {
            polledAndPassedOver();
            loop.poller().duringNextPoll(() -> urgent[0].destroy());

            assertThat(context.iteration(true)).isFalse();

            assertThat(loop.log()).isEmpty();
        }

        /** X5: it was not found ready, so nothing is left of it. */
        @Test
        void whenTheUrgentOneEnds_thenTheWatchWaitsForItsChannel() {
            polledAndPassedOver();
            urgent[0].destroy();

            assertThat(context.iteration(false)).isFalse();
            loop.poller().makeReady("channel", IOCondition.IN);
            assertThat(context.iteration(false)).isTrue();

            assertThat(loop.log()).containsExactly("channel IN");
        }
    }

    /** S117: what a poll saw is gone with the watch that is destroyed and does not come to another. */
    @Test
    void whenAWatchTakesThePlaceOfAnother_thenItBeginsWithNothingSeen() {
        Source first = watch("channel", IOCondition.IN, 0);
        loop.poller().makeReady("channel", IOCondition.IN);
        context.pending();
        first.destroy();
        loop.poller().makeReady("channel", IOCondition.NONE);

        watch("channel", IOCondition.IN, 0);

        assertThat(context.iteration(false)).isFalse();
        assertThat(loop.log()).isEmpty();
    }
}
