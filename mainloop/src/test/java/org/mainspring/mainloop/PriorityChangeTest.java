package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.Priority;

/** What setting a priority does to the order (S6, S9, S10, S12). */
class PriorityChangeTest extends LoopFixture {
    @Nested
    class GivenThreeIdlesOfEqualPriority {
        private final Source a = idle("a", 7);
        private final Source b = idle("b", 7);
        private final Source c = idle("c", 7);

        /** S6: even the same value moves a source behind its equals. */
        @Test
        void whenTheFirstIsGivenTheSamePriority_thenItIsLast() {
            a.setPriority(7);
            loop.iterate();

            assertThat(ran).containsExactly("b", "c", "a");
        }

        /** S6: to the tail of its new equals. */
        @Test
        void whenOthersGoElsewhere_thenTheyStandBehindThoseWhoWereThere() {
            a.setPriority(8);
            b.setPriority(8);
            c.setPriority(8);
            idle("d", 8);
            a.setPriority(8);
            loop.iterate();

            assertThat(ran).containsExactly("b", "c", "d", "a");
        }

        /** S6: coming back does not restore the place. */
        @Test
        void whenOneGoesAndComesBack_thenItIsLast() {
            b.setPriority(9);
            b.setPriority(7);
            loop.iterate();

            assertThat(ran).containsExactly("a", "c", "b");
        }

        /** S6: one that comes later stands behind one that was moved before. */
        @Test
        void whenOneIsMovedBeforeAnotherIsAttached_thenTheAttachedIsLast() {
            a.setPriority(7);
            idle("d", 7);
            loop.iterate();

            assertThat(ran).containsExactly("b", "c", "a", "d");
        }

        /** S6: from within a callback, for the next iteration. */
        @Test
        void whenEachMovesItselfInItsCallback_thenTheOrderOfTheNextIterationIsTheOldOne() {
            AtomicReference<Source> self = new AtomicReference<>();
            Source d = idle("d", 7, () -> self.get().setPriority(7));
            self.set(d);
            idle("e", 7);

            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("a", "b", "c", "d", "e", "a", "b", "c", "e", "d");
        }

        /** S1, S18: look-ups go the same way. */
        @Test
        void whenMoved_thenLookupsFollow() {
            assertThat(context.findByData(null)).isSameAs(a);
            a.setPriority(7);
            assertThat(context.findByData(null)).isSameAs(b);
            c.setPriority(-1);
            assertThat(context.findByData(null)).isSameAs(c);
        }
    }

    @Nested
    class GivenASourceThatIsNotAttached {
        /** S9: the value is stored, and its place is that of its attachment. */
        @Test
        void whenItsPriorityIsSet_thenItIsStoredOnly() {
            Source source = Sources.idle();
            source.setCallback(() -> ran.add("early"));
            source.setPriority(3);
            idle("a", 3);
            source.setPriority(3);

            assertThat(source.priority()).isEqualTo(3);
            source.attach(context);
            idle("b", 3);
            loop.iterate();
            assertThat(ran).containsExactly("a", "early", "b");
        }

        /** S12: what each kind is born with. */
        @Test
        void whenJustMade_thenItsPriorityIsThatOfItsKind() {
            assertThat(loose("a", 0).source.priority()).isZero();
            assertThat(new Source((self, callback) -> true).priority()).isEqualTo(Priority.DEFAULT);
            assertThat(Sources.timeoutNanos(1).priority()).isEqualTo(Priority.DEFAULT);
            assertThat(Sources.idle().priority())
                    .isEqualTo(Priority.DEFAULT_IDLE)
                    .isEqualTo(200);
        }

        /** S12: who adds and names a priority has it set before the source is attached. */
        @Test
        void whenAddedWithAPriority_thenItStandsThere() {
            context.idleAdd(-3, data -> ran.add("idle"), "x", null);
            Source timeout = context.timeoutAddMillis(-4, 0, data -> ran.add("timeout"), "x", null);

            loop.iterate();
            timeout.destroy();
            loop.iterate();

            assertThat(ran).containsExactly("timeout", "idle");
        }
    }

    @Nested
    class GivenASourceThatWatches {
        private final Object channel = new Object();
        private final Source source = watch("a", 0, channel);

        /** S10: its records count at the new priority, and a poll without end ends at once. */
        @Test
        void whenItsPriorityIsSet_thenTheLoopIsWoken() {
            loop.iterate();

            source.setPriority(5);

            assertThat(loop.iterateBlocking()).isFalse();
            assertThat(lastTimeoutNanos()).isZero();
        }

        /** S10, S38: beyond the priority of who is ready nothing is polled. */
        @Test
        void whenItIsMadeLessUrgentThanWhoIsReady_thenItIsNotPolled() {
            idle("b", 3);
            makeReady(channel);
            source.setPriority(5);

            loop.iterate();

            assertThat(ran).containsExactly("b");
            assertThat(polls()).isZero();
        }

        /** S10: and back. */
        @Test
        void whenItIsMadeMoreUrgent_thenItRunsFirst() {
            idle("b", -3);
            makeReady(channel);
            source.setPriority(-5);

            loop.iterate();

            assertThat(ran).containsExactly("a");
        }
    }

    /** Ours, where S10 and S117 have it forgotten at once: another thread only says what it wants. */
    @Test
    void whenAnotherThreadSetsItsPriority_thenWhatItSawIsForgottenWhenTheOwnerLooks() {
        Source source = plain("w", 0);
        PollRecord record = source.addWatch(new Object(), IOCondition.IN);
        makeReady(record.target());
        loop.iterate();
        context.tryAcquire();
        context.prepare();
        assertThat(source.queryWatch(record)).isEqualTo(IOCondition.IN);

        TestThreads.elsewhereDo(() -> source.setPriority(5));

        assertThat(source.queryWatch(record)).isEqualTo(IOCondition.IN);
        context.prepare();
        assertThat(source.queryWatch(record)).isEqualTo(IOCondition.NONE);
    }

    /** S10: while it is blocked its records are out of the poll; they come back at the priority of then. */
    @Test
    void whenItIsSetWhileItsCallbackIterates_thenItsWatchComesBackAtTheNewOne() {
        Object channel = new Object();
        Source[] self = new Source[1];
        self[0] = plain("w", 0, () -> {
            if (ran.size() == 1) {
                loop.iterate();
                self[0].setPriority(7);
                loop.iterate();
                assertThat(poller.records()).isEmpty();
            }
        });
        self[0].addWatch(channel, IOCondition.IN);
        makeReady(channel);
        loop.iterate();
        assertThat(poller.records()).hasSize(1);
        Source urgent = idle("i", 6);
        int before = polls();

        loop.iterate();
        assertThat(ran).containsExactly("w", "i");
        assertThat(polls()).isEqualTo(before);

        urgent.setPriority(7);
        loop.iterate();
        assertThat(ran).containsExactly("w", "i", "w", "i");
    }

    @Nested
    class GivenAChildThatWatchesAndIsBeingDestroyed {
        /** S10: what is polled no more does not wake. Found by the model. */
        @Test
        void whenItsParentIsMoved_thenAnIterationInItsNotifySleeps() {
            Source parent = timeout("parent", 0, 20 * MILLI);
            Source child = new Source((self, callback) -> Source.CONTINUE);
            child.addWatch("channel", IOCondition.IN);
            parent.addChild(child);
            child.<Object>setCallback(data -> Source.CONTINUE, null, data -> {
                loop.iterate(); // takes back the wake-up that came with the watch
                parent.setPriority(1);
                loop.iterateBlocking();
            });

            child.destroy();

            assertThat(clock.elapsedNanos()).isEqualTo(20 * MILLI);
            assertThat(ran).containsExactly("parent");
        }
    }

    @Nested
    class GivenASourceWithoutWatches {
        /** S10, X44: no wake-up, yet the next iteration goes by it. */
        @Test
        void whenItsPriorityIsSet_thenThePollGoesOn() {
            Source a = timeout("a", 0, 10 * MILLI);
            timeout("b", 0, 10 * MILLI);
            poller.duringNextPoll(() -> a.setPriority(1));

            loop.iterateBlocking();

            assertThat(clock.elapsedNanos()).isEqualTo(10 * MILLI);
            assertThat(ran).containsExactly("b");
        }
    }
}
