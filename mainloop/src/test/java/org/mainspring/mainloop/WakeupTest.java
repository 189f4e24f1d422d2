package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.testing.LoopDriver;

/** What makes a poll return at once, and what does not. S109-S116. */
class WakeupTest extends DrivenFixture {
    private static final long FAR_NANOS = Duration.ofDays(1).toNanos();

    @Nested
    class GivenNothingHappened {
        /** S110. */
        @Test
        void thenAFreshContextHasNoWakeupPending() {
            assertThat(sleeps()).isTrue();
        }

        /** S109, S116. */
        @Test
        void whenItIsWokenOften_thenOneIterationReturnsFalseAndTheNextSleeps() {
            for (int i = 0; i < 1_000; i++) {
                context.wakeup();
            }

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S109: from whichever thread. */
        @Test
        void whenAnotherThreadWakesIt_thenItIsKeptForTheNextPoll() {
            elsewhereDo(context::wakeup);

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S111. */
        @Test
        void whenALoopIsQuit_thenTheNextPollDoesNotSleep() {
            new MainLoop(context).quit();

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S109: a look without waiting consumes it as well. */
        @Test
        void whenAnIterationThatMayNotBlockComesBetween_thenTheWakeupIsConsumed() {
            context.wakeup();

            assertThat(context.iteration(false)).isFalse();

            assertThat(sleeps()).isTrue();
        }

        /** S114. */
        @Test
        void whenSomethingBelowZeroIsReady_thenTheWakeupIsKept() {
            Source urgent = idle(-1, note("urgent"));
            context.wakeup();

            assertThat(context.iteration(true)).isTrue();
            assertThat(context.iteration(true)).isTrue();
            urgent.destroy();

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S109: consumed with ready sources at 0. */
        @Test
        void whenSomethingAtZeroIsReady_thenTheWakeupIsConsumed() {
            Source idle = idle(0, note("idle"));
            context.wakeup();

            assertThat(context.iteration(true)).isTrue();
            idle.destroy();

            assertThat(sleeps()).isTrue();
        }
    }

    @Nested
    class GivenASourceIsAttached {
        /** S111, X35. */
        @Test
        void whenNobodyOwnsTheContext_thenItIsNotWoken() {
            elsewhereDo(() -> context.timeoutAdd(Duration.ofDays(1), note("never")));
            context.timeoutAdd(Duration.ofDays(1), note("never"));

            assertThat(sleeps()).isTrue();
        }

        /** S111. */
        @Test
        void whenTheOwnerAttachesIt_thenItIsNotWoken() {
            context.tryAcquire();
            context.timeoutAdd(Duration.ofDays(1), note("never"));

            assertThat(sleeps()).isTrue();
            context.release();
        }

        /** S111. */
        @Test
        void whenAnotherThreadOwnsTheContext_thenItIsWoken() {
            context.tryAcquire();
            elsewhereDo(() -> context.timeoutAdd(Duration.ofDays(1), note("never")));

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
            context.release();
        }

        /** S115. */
        @Test
        void whenTheContextIsPolledByNonOwners_thenItIsWokenInAnyCase() {
            try (LoopDriver ownerless = LoopDriver.virtual(ContextFlag.OWNERLESS_POLLING)) {
                ownerless.context().timeoutAdd(Duration.ofDays(1), note("never"));
                assertThat(sleeps(ownerless)).isFalse();
                assertThat(sleeps(ownerless)).isTrue();

                ownerless.context().tryAcquire();
                ownerless.context().timeoutAdd(Duration.ofDays(1), note("never"));
                ownerless.context().release();
                assertThat(sleeps(ownerless)).isFalse();
            }
        }

        /** S64, S111. */
        @Test
        void whenItComesWhileTheOwnerSleeps_thenItRunsInThisIteration() {
            loop.poller().duringNextPoll(() -> elsewhereDo(() -> context.idleAdd(once("idle"))));

            assertThat(context.iteration(true)).isTrue();

            assertThat(loop.log()).containsExactly("idle");
            assertThat(clock.elapsedNanos()).isZero();
        }

        /** Ours: who wakes earlier anyway is left asleep. */
        @Test
        void whenItIsATimerDueAfterTheOwnerWakes_thenTheSleepGoesOn() {
            context.timeoutAddMillis(5, once("five"));
            loop.poller().duringNextPoll(() -> elsewhereDo(() -> context.timeoutAddMillis(7, once("seven"))));

            assertThat(context.iteration(true)).isTrue();
            assertThat(clock.elapsedNanos()).isEqualTo(Duration.ofMillis(5).toNanos());

            assertThat(context.iteration(true)).isTrue();
            assertThat(loop.log()).containsExactly("five", "seven");
            assertThat(clock.elapsedNanos()).isEqualTo(Duration.ofMillis(7).toNanos());
        }

        /** S111. */
        @Test
        void whenItIsATimerDueBeforeTheOwnerWakes_thenTheSleepEnds() {
            context.timeoutAddMillis(5, once("five"));
            loop.poller().duringNextPoll(() -> elsewhereDo(() -> context.timeoutAddMillis(3, once("three"))));

            assertThat(context.iteration(true)).isFalse();
            assertThat(clock.elapsedNanos()).isZero();

            loop.advanceMillis(5);
            assertThat(loop.log()).containsExactly("three", "five");
        }
    }

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

    @Nested
    @Tag("realtime")
    class GivenALoopThatReallySleeps {
        private final TestThreads threads = new TestThreads();

        /** @origin glib/tests/mainloop.c test_wakeup */
        @Test
        void whenItIsWokenFirst_thenEachOfAHundredIterationsReturns() {
            try (MainContext real = new MainContext()) {
                for (int i = 0; i < 100; i++) {
                    real.wakeup();
                    assertThat(real.iteration(true)).isFalse();
                }
            }
        }

        /** S109. */
        @Test
        void whenItParks_thenAWakeupFromAnotherThreadEndsIt() throws Exception {
            try (MainContext real = new MainContext()) {
                Thread sleeper =
                        threads.start(() -> assertThat(real.iteration(true)).isFalse());
                TestThreads.awaitBlocked(sleeper);

                real.wakeup();

                threads.join();
            }
        }

        /** S109. */
        @Test
        void whenItSelects_thenAWakeupFromAnotherThreadEndsIt() throws Exception {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            try (MainContext real = new MainContext();
                    Pipe.SourceChannel source = pipe.source();
                    Pipe.SinkChannel sink = pipe.sink()) {
                real.watchAdd(source, IOCondition.IN, (channel, condition) -> Source.CONTINUE);
                assertThat(real.iteration(true)).isFalse(); // the watch that came has woken it
                Thread sleeper =
                        threads.start(() -> assertThat(real.iteration(true)).isFalse());
                TestThreads.awaitBlocked(sleeper);

                real.wakeup();

                threads.join();
                assertThat(sink.isOpen()).isTrue();
            }
        }

        /** S111: no post is lost, however it races with falling asleep. */
        @Test
        void whenManyThreadsAttach_thenEverythingRuns() throws Exception {
            int perThread = 5_000;
            AtomicInteger ran = new AtomicInteger();
            try (MainContext real = new MainContext()) {
                for (int t = 0; t < 3; t++) {
                    threads.start(() -> {
                        for (int i = 0; i < perThread; i++) {
                            real.idleAdd(() -> {
                                ran.incrementAndGet();
                                return Source.REMOVE;
                            });
                        }
                    });
                }
                while (ran.get() < 3 * perThread) {
                    real.iteration(true);
                }
                threads.join();
            }

            assertThat(ran).hasValue(3 * perThread);
        }

        /** S140: ping-pong by ready times, each of which ends a sleep. */
        @Test
        void whenAReadyTimeIsSetByAnotherThread_thenTheSleepEndsEachTime() throws Exception {
            int rounds = 2_000;
            AtomicInteger ran = new AtomicInteger();
            try (MainContext real = new MainContext()) {
                Source source = new Source((self, callback) -> {
                    self.clearReadyTime();
                    ran.incrementAndGet();
                    return Source.CONTINUE;
                });
                source.attach(real);
                threads.start(() -> {
                    for (int i = 0; i < rounds; i++) {
                        source.setReadyTimeNanos(0);
                        while (ran.get() == i && !Thread.interrupted()) {
                            Thread.onSpinWait();
                        }
                    }
                });
                while (ran.get() < rounds) {
                    real.iteration(true);
                }
                threads.join();
            }

            assertThat(ran).hasValue(rounds);
        }
    }
}
