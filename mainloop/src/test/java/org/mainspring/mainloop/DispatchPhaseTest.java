package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.time.Nanos;

/** The last phase: the batch is frozen, and what happens around a callback (S69-S79). */
class DispatchPhaseTest extends LoopFixture {
    private final Object channel = new Object();

    @Nested
    class GivenABatch {
        private Source second;
        private Source third;

        private void batch(Runnable byTheFirst) {
            Probe first = probe("a", 0).preparesReady();
            first.duringDispatch(() -> {
                if (first.dispatches == 1) {
                    byTheFirst.run();
                }
            });
            second = timeout("b", 0, 0);
            third = idle("c", 0);
        }

        /** S69, X28: a member that is moved runs all the same, where it stood. */
        @Test
        void whenAnEarlierMemberMovesALaterOne_thenTheBatchKeepsItsOrder() {
            batch(() -> {
                second.setPriority(100);
                third.setPriority(-100);
            });

            loop.iterate();

            assertThat(ran).containsExactly("a", "b", "c");
        }

        /** S69: a member that is put off, likewise. */
        @Test
        void whenAnEarlierMemberPutsALaterOneOff_thenItRunsNevertheless() {
            batch(() -> second.setReadyTimeNanos(Nanos.NEVER - 1));

            loop.iterate();

            assertThat(ran).containsExactly("a", "b", "c");
        }

        /** S69, X29: newcomers wait, however urgent. */
        @Test
        void whenAMemberAttachesAnother_thenItWaitsForTheNextIteration() {
            batch(() -> idle("n", -100));

            loop.iterate();
            assertThat(ran).containsExactly("a", "b", "c");
            loop.iterate();
            assertThat(ran).containsExactly("a", "b", "c", "n");
        }

        /** S70: a member that is destroyed does not run. */
        @Test
        void whenAnEarlierMemberDestroysALaterOne_thenItDoesNotRun() {
            batch(() -> second.destroy());

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("a", "c");
        }

        /** S70, D9: its end is told when its turn would have come, not before. */
        @Test
        void whenAnEarlierMemberDestroysALaterOne_thenItEndsAtItsTurn() {
            List<Boolean> ended = new ArrayList<>();
            Probe victim = loose("v", 0).preparesReady();
            probe("a", 0).preparesReady().duringDispatch(() -> {
                victim.source.destroy();
                ended.add(victim.isFinalized);
            });
            victim.source.attach(context);
            probe("z", 0).preparesReady().duringDispatch(() -> ended.add(victim.isFinalized));

            loop.iterate();

            assertThat(ran).containsExactly("a", "z");
            assertThat(ended).startsWith(false, true);
        }

        /** S77: the iteration tells what check found, even if nobody is left to run. */
        @Test
        void whenAllWereDestroyed_thenTheIterationTellsTrue() {
            probe("a", 0).preparesReady().duringDispatch(() -> {
                second.destroy();
                third.destroy();
            });
            second = idle("b", 0);
            third = idle("c", 0);

            assertThat(loop.iterate()).isTrue();
            assertThat(ran).containsExactly("a");
        }

        /** S70: ready is cleared before the run, so a member that becomes ready while it runs runs again. */
        @Test
        void whenAMemberSetsItsOwnReadyTime_thenItRunsInTheNextIterationToo() {
            Source[] self = new Source[1];
            self[0] = plain("p", 0, () -> self[0].setReadyTimeNanos(-1));
            self[0].setReadyTimeNanos(0);

            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("p", "p");
        }

        /** S79: dispatching what was dispatched is nothing. */
        @Test
        void whenThereIsNoBatch_thenDispatchDoesNothing() {
            batch(() -> {});
            loop.iterate();
            context.tryAcquire();

            context.dispatch();

            assertThat(ran).containsExactly("a", "b", "c");
        }

        /** S79, S83: what pending has collected can be dispatched. */
        @Test
        void whenPendingHasCollected_thenDispatchRunsIt() {
            batch(() -> {});
            context.tryAcquire();
            assertThat(context.pending()).isTrue();

            context.dispatch();

            assertThat(ran).containsExactly("a", "b", "c");
        }

        /** S104 is not ours: dispatch is for the owner. */
        @Test
        void whenTheCallerIsNotTheOwner_thenItIsRefused() {
            assertThatThrownBy(context::dispatch).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class GivenACallbackThatIsReplaced {
        /** S71: read at the moment of the dispatch, not of the check. */
        @Test
        void whenAnEarlierMemberReplacesIt_thenTheNewOneRuns() {
            Source[] later = new Source[1];
            idle("a", 0, () -> later[0].setCallback(() -> ran.add("new")));
            later[0] = idle("old", 0);

            loop.iterate();

            assertThat(ran).containsExactly("a", "new");
        }

        /** S71, S74: replaced while it runs: it ends first, then its notify; the new one runs next time. */
        @Test
        void whenItReplacesItself_thenItsNotifyRunsAfterIt() {
            Source self = Sources.idle();
            self.setCallback(
                    data -> {
                        self.setCallback(() -> ran.add("new"));
                        return ran.add("old");
                    },
                    "x",
                    data -> ran.add("notify at depth " + MainLoop.depth()));
            attach(self, 0);

            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("old", "notify at depth 0", "new");
        }

        /** S74: destroyed while it runs: the notify runs after it, then the end. */
        @Test
        void whenItDestroysItself_thenItsNotifyRunsBeforeTheEnd() {
            Probe probe = loose("p", 0).preparesReady();
            probe.source.setCallback(
                    data -> {
                        probe.source.destroy();
                        return ran.add("callback");
                    },
                    "x",
                    data -> ran.add("notify, ended " + probe.isFinalized + ", current " + Source.current()));
            probe.source.attach(context);

            loop.iterate();

            assertThat(ran).containsExactly("p", "callback", "notify, ended false, current null");
            assertThat(probe.isFinalized).isTrue();
        }
    }

    @Nested
    class GivenNoCallback {
        /** S76: the kinds of the library warn, and are removed. */
        @Test
        void whenDispatched_thenItIsWarnedOfAndRemoved() {
            Source idle = attach(Sources.idle(), 0);
            Source timeout = attach(Sources.timeoutNanos(0, clock), 0);

            assertThat(loop.iterate()).isTrue();

            assertThat(warnings).containsExactly(Diagnostic.NO_CALLBACK, Diagnostic.NO_CALLBACK);
            assertThat(idle.isDestroyed()).isTrue();
            assertThat(timeout.isDestroyed()).isTrue();
        }

        /** S76: a kind of one's own decides for itself. */
        @Test
        void whenTheKindNeedsNone_thenNobodyIsWarned() {
            Probe probe = probe("a", 0).preparesReady();

            loop.iterate();

            assertThat(ran).containsExactly("a");
            assertThat(warnings).isEmpty();
            assertThat(probe.source.isDestroyed()).isFalse();
        }
    }
}
