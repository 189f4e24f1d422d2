package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;

/** Which changes of a source make the next poll return at once, and which do not. S111-S113, S139, S140. */
class ChangeWakeupTest extends DrivenFixture {
    private static final long FAR_NANOS = Duration.ofDays(1).toNanos();

    @Nested
    class GivenATimer {
        private final Source timer = context.timeoutAdd(Duration.ofDays(30), note("never"));

        /** S111. */
        @Test
        void whenItsReadyTimeChanges_thenTheNextPollDoesNotSleep() {
            timer.setReadyTimeNanos(FAR_NANOS);
            assertThat(sleeps()).isFalse();

            timer.clearReadyTime();
            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S111: the owner's own change counts as well. */
        @Test
        void whenTheOwnerChangesItsReadyTime_thenTheNextPollDoesNotSleep() {
            context.tryAcquire();
            timer.setReadyTimeNanos(FAR_NANOS);

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
            context.release();
        }

        /** S139. */
        @Test
        void whenItsReadyTimeIsSetToWhatItIs_thenNothingHappens() {
            timer.setReadyTimeNanos(timer.readyTimeNanos());

            assertThat(sleeps()).isTrue();
        }

        /** S140. */
        @Test
        void whenItIsMadeReadyWhileTheOwnerSleeps_thenItRunsInThisIteration() {
            timer.setCallback(once("timer"));
            loop.poller().duringNextPoll(() -> elsewhereDo(() -> timer.setReadyTimeNanos(0)));

            assertThat(context.iteration(true)).isTrue();

            assertThat(loop.log()).containsExactly("timer");
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** S113. */
        @Test
        void whenItIsDestroyedWhileTheOwnerSleeps_thenTheSleepEndsWhenItWouldHave() {
            timer.setReadyTimeNanos(5_000);
            context.iteration(false);
            loop.poller().duringNextPoll(() -> elsewhereDo(timer::destroy));

            assertThat(context.iteration(true)).isFalse();

            assertThat(clock.elapsedNanos()).isEqualTo(5_000);
        }

        /** S111, the last row. */
        @Test
        void whenItIsChangedOtherwise_thenTheNextPollSleeps() {
            timer.setPriority(-7);
            timer.setCallback(note("other"));
            timer.setCanRecurse(true);
            timer.setName("other");
            timer.destroy();

            assertThat(sleeps()).isTrue();
        }

        /** S111, the last row, from a thread that is not the owner. */
        @Test
        void whenAnotherThreadChangesItOtherwise_thenTheNextPollSleeps() {
            context.tryAcquire();
            elsewhereDo(() -> {
                timer.setPriority(-7);
                timer.setCallback(note("other"));
                timer.setCanRecurse(true);
                timer.destroy();
            });

            assertThat(sleeps()).isTrue();
            context.release();
        }

        /** X44: no wake-up, but in effect by the next iteration. */
        @Test
        void whenItsPriorityChangesWhileTheOwnerSleeps_thenItHoldsInThisIteration() {
            timer.setReadyTimeNanos(5);
            timer.setCallback(once("timer"));
            context.timeoutAdd(Duration.ofNanos(5), once("other"));
            context.iteration(false);
            loop.poller().duringNextPoll(() -> elsewhereDo(() -> timer.setPriority(1)));

            assertThat(context.iteration(true)).isTrue();
            assertThat(takeLog()).containsExactly("other");
            assertThat(context.iteration(true)).isTrue();
            assertThat(takeLog()).containsExactly("timer");
        }

        /** S112: it is blocked while it re-arms itself. */
        @Test
        void whenItHasRun_thenTheNextPollSleeps() {
            context.timeoutAdd(Duration.ofHours(10), note("tick"));
            clock.advanceNanos(Duration.ofHours(10).toNanos());
            assertThat(context.iteration(true)).isTrue();

            assertThat(sleeps()).isTrue();
        }

        /** S112, its exception. */
        @Test
        void whenItMayRecurseAndHasRun_thenTheNextPollDoesNotSleep() {
            context.timeoutAdd(Duration.ofHours(10), note("tick")).setCanRecurse(true);
            clock.advanceNanos(Duration.ofHours(10).toNanos());
            assertThat(context.iteration(true)).isTrue();

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }
    }

    @Nested
    class GivenAWatch {
        private final Source source = new Source((self, callback) -> Source.CONTINUE);
        private final PollRecord record = source.addWatch("channel", IOCondition.IN);

        private void attached() {
            source.attach(context);
            context.iteration(false);
            assertThat(sleeps()).isTrue();
        }

        /** S111. */
        @Test
        void whenAWatchIsAdded_thenTheNextPollDoesNotSleep() {
            attached();
            source.addWatch("another", IOCondition.IN);

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S111. */
        @Test
        void whenItIsModified_thenTheNextPollDoesNotSleep() {
            attached();
            source.modifyWatch(record, IOCondition.OUT);

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S111. */
        @Test
        void whenItIsRemoved_thenTheNextPollDoesNotSleep() {
            attached();
            source.removeWatch(record);

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S10, S111. */
        @Test
        void whenItsPriorityChanges_thenTheNextPollDoesNotSleep() {
            attached();
            source.setPriority(1);

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S111. */
        @Test
        void whenItIsDestroyed_thenTheNextPollDoesNotSleep() {
            attached();
            source.destroy();

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S111: whoever attaches it. */
        @Test
        void whenItIsAttached_thenTheNextPollDoesNotSleepAndPollsIt() {
            source.attach(context);

            assertThat(sleeps()).isFalse();
            assertThat(polled()).containsExactly("channel");
            assertThat(sleeps()).isTrue();
        }

        /** Ours, where S112 has it return at once (X33). */
        @Test
        void whenItHasRun_thenTheNextPollSleeps() {
            attached();
            loop.poller().makeReady("channel", IOCondition.IN);
            assertThat(context.iteration(true)).isTrue();
            loop.poller().makeReady("channel", IOCondition.NONE);

            assertThat(sleeps()).isTrue();
        }

        /** S111. */
        @Test
        void whenAnotherThreadAttachesItWhileTheOwnerSleeps_thenThePollEndsToTakeItIn() {
            loop.poller().duringNextPoll(() -> elsewhereDo(() -> source.attach(context)));

            assertThat(sleeps()).isFalse();
            assertThat(polled()).containsExactly("channel");
        }
    }

    @Nested
    class GivenASourceThatIsBeingDispatched {
        /** Has it dispatched, and changed meanwhile. */
        private void dispatchedWhile(String what, boolean elsewhere) {
            Source source = new Source((self, callback) -> {
                if (elsewhere) {
                    elsewhereDo(() -> change((Source) self, what));
                } else {
                    change((Source) self, what);
                }
                loop.poller().makeReady("channel", IOCondition.NONE);
                return Source.CONTINUE;
            });
            source.addWatch("channel", IOCondition.IN);
            source.attach(context);
            loop.poller().makeReady("channel", IOCondition.IN);
            assertThat(context.iteration(false)).isTrue();
        }

        private static void change(Source source, String what) {
            switch (what) {
                case "ready time" -> source.setReadyTimeNanos(FAR_NANOS);
                case "priority" -> source.setPriority(1);
                default -> source.addWatch("another", IOCondition.OUT);
            }
        }

        /** S111: it is blocked. */
        @Test
        void whenItChangesItsReadyTime_thenTheNextPollSleeps() {
            dispatchedWhile("ready time", false);

            assertThat(sleeps()).isTrue();
        }

        /** S112: its records would be put back in any case, and wake. */
        @ParameterizedTest
        @ValueSource(strings = {"priority", "watch"})
        void whenItChangesWhatIsPolled_thenTheNextPollDoesNotSleep(String what) {
            dispatchedWhile(what, false);

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** Ours, where S111 and S125 have it wake nobody. */
        @ParameterizedTest
        @ValueSource(strings = {"ready time", "priority", "watch"})
        void whenAnotherThreadChangesIt_thenTheNextPollDoesNotSleep(String what) {
            dispatchedWhile(what, true);

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }
    }
}
