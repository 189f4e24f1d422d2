package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.IOPoll;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.time.Nanos;

/** What a context does that spins before it sleeps, by a clock that goes on by a tenth of a microsecond a reading. */
@Timeout(60)
class SpinningTest {
    private static final long MAX = 32_768;
    private static final long BUDGET = 4_000;

    /** How much later than planned a thing may be noticed: some readings of the clock. */
    private static final long SLACK = 10 * TickingClock.TICK_NANOS;

    private static final long LONG = Duration.ofSeconds(1).toNanos();

    private final TickingClock clock = new TickingClock();
    private final ScriptedPoller script = new ScriptedPoller(clock.hands);
    private final CountingPoller poller = new CountingPoller(script);
    private final MainContext context = new MainContext(clock, ignored -> poller);
    private final List<String> log = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Exception> exceptions = new ArrayList<>();

    @BeforeEach
    void listen() {
        context.setDiagnosticHandler((code, message) -> diagnostics.add(code));
        context.setExceptionHandler((source, thrown) -> exceptions.add(thrown));
    }

    @AfterEach
    void close() {
        boolean interrupted = Thread.interrupted();
        context.close();
        assertThat(interrupted).as("left interrupted").isFalse();
        assertThat(diagnostics).isEmpty();
        assertThat(exceptions).isEmpty();
    }

    private boolean note(String line) {
        log.add(line);
        return Source.REMOVE;
    }

    /** Has one short wait, after which the next one begins with a spin of four microseconds. */
    private void givenABudget() {
        context.setPollParameters(MAX, 2, 0);
        context.timeoutAdd(Duration.ofNanos(1_000), () -> Source.REMOVE);
        context.iteration(true);
        assertThat(context.pollNanos()).isEqualTo(BUDGET);
        poller.polls.set(0);
        poller.sleeps.set(0);
    }

    private Source armedLongHence() {
        Source source = Sources.timeout(Duration.ofNanos(LONG));
        source.setCallback(() -> note("late"));
        source.attach(context);
        return source;
    }

    private void attachDueAt(long momentNanos, SourceCallback callback) {
        Source source = new Source((self, ignored) -> callback.call());
        source.setReadyTimeNanos(momentNanos);
        source.attach(context);
    }

    private long lastTimeout() {
        return script.timeouts().get(script.timeouts().size() - 1);
    }

    @Nested
    class GivenNothingWasSet {
        @Test
        void thenItDoesNotSpin() {
            armedLongHence();

            context.iteration(true);

            assertThat(context.pollMaxNanos()).isZero();
            assertThat(context.pollNanos()).isZero();
            assertThat(clock.readings).isLessThan(6);
            assertThat(log).containsExactly("late");
        }
    }

    @Nested
    class GivenParameters {
        @Test
        void whenTheyAreNegative_thenTheyAreRefused() {
            assertThatThrownBy(() -> context.setPollParameters(-1, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("pollMaxNanos < 0: -1");
            assertThatThrownBy(() -> context.setPollParameters(1, -2, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("pollGrow < 0: -2");
            assertThatThrownBy(() -> context.setPollParameters(1, 0, -3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("pollShrink < 0: -3");
            assertThat(context.pollMaxNanos()).isZero();
        }

        @Test
        void whenTheyAreSet_thenTheFirstWaitDoesNotSpin() {
            context.setPollParameters(MAX, 2, 0);
            armedLongHence();

            context.iteration(true);

            assertThat(context.pollMaxNanos()).isEqualTo(MAX);
            assertThat(clock.readings).isLessThan(8);
            assertThat(log).containsExactly("late");
        }

        @Test
        void whenTheyAreSetAgain_thenTheBudgetIsNothingAgain() {
            givenABudget();

            context.setPollParameters(MAX, 2, 0);

            assertThat(context.pollNanos()).isZero();
        }

        @Test
        void whenTheLimitIsNothing_thenItDoesNotSpinAnyMore() {
            givenABudget();

            context.setPollParameters(0, 2, 0);

            assertThat(context.pollMaxNanos()).isZero();
            assertThat(context.pollNanos()).isZero();
        }
    }

    @Nested
    class GivenABudget {
        @BeforeEach
        void spin() {
            givenABudget();
        }

        @Test
        void whenNothingHappens_thenItSpinsForThatLong_andSleepsForTheRest() {
            armedLongHence();

            context.iteration(true);

            assertThat(log).containsExactly("late");
            assertThat(poller.polls).hasValue(1);
            assertThat(lastTimeout()).isBetween(LONG - BUDGET - SLACK, LONG - BUDGET);
        }

        @Test
        void whenThatWasInVain_thenTheBudgetShrinks() {
            armedLongHence();

            context.iteration(true);

            assertThat(context.pollNanos()).isZero();
        }

        @Test
        void whenATimerIsDueDuringTheSpin_thenItRunsInTime_andNobodySleeps() {
            long[] calledNanos = new long[1];
            long dueNanos = clock.hands.nanos() + 2_000;
            attachDueAt(dueNanos, () -> {
                calledNanos[0] = clock.hands.nanos();
                return note("timer");
            });

            context.iteration(true);

            assertThat(calledNanos[0]).isBetween(dueNanos, dueNanos + SLACK);
            assertThat(poller.polls).hasValue(0);
            assertThat(context.pollNanos()).as("sweet").isEqualTo(BUDGET);
        }

        @Test
        void whenSomethingIsPostedDuringTheSpin_thenItRuns_andNobodyIsWoken() {
            armedLongHence();
            clock.at(clock.hands.nanos() + 2_000, () -> elsewhereDo(() -> context.invoke(() -> note("posted"))));

            context.iteration(true);

            assertThat(log).containsExactly("posted");
            assertThat(poller.wakeups).hasValue(0);
            assertThat(poller.sleeps).hasValue(0);
        }

        @Test
        void whenItIsWokenDuringTheSpin_thenTheIterationEndsWithNothing_andTheNextSleeps() {
            armedLongHence();
            clock.at(clock.hands.nanos() + 2_000, () -> elsewhereDo(context::wakeup));

            assertThat(context.iteration(true)).isFalse();
            assertThat(poller.wakeups).hasValue(0);
            assertThat(poller.sleeps).hasValue(0);

            assertThat(context.iteration(true)).isTrue();
            assertThat(poller.sleeps).hasValue(1);
        }

        @Test
        void whenATimerForLaterIsAttachedElsewhere_thenItDoesNotEndTheWait() {
            armedLongHence();
            clock.at(
                    clock.hands.nanos() + 2_000,
                    () -> elsewhereDo(() -> context.timeoutAdd(Duration.ofDays(1), () -> note("tomorrow"))));

            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("late");
            assertThat(lastTimeout()).isBetween(LONG - BUDGET - SLACK, LONG - BUDGET);
            assertThat(poller.wakeups).hasValue(0);
        }

        @Test
        void whenATimerForEarlierIsAttachedElsewhere_thenItBoundsTheWait() {
            armedLongHence();
            clock.at(
                    clock.hands.nanos() + 2_000,
                    () -> elsewhereDo(() -> context.timeoutAdd(Duration.ofMillis(1), () -> note("soon"))));

            assertThat(context.iteration(true)).as("ended by the news").isFalse();
            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("soon");
            assertThat(lastTimeout()).isLessThanOrEqualTo(Nanos.PER_MILLI);
            assertThat(poller.wakeups).hasValue(0);
        }

        @Test
        void whenAnIdleIsDestroyedElsewhere_thenItDoesNotEndTheWait() {
            armedLongHence();
            Source other = Sources.timeout(Duration.ofDays(1));
            other.setCallback(() -> note("never"));
            other.attach(context);
            clock.at(clock.hands.nanos() + 2_000, () -> elsewhereDo(other::destroy));

            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("late");
        }

        @Test
        void whenItIsInterruptedDuringTheSpin_thenTheWaitEnds_andTheInterruptIsKept() {
            armedLongHence();
            clock.at(clock.hands.nanos() + 2_000, () -> Thread.currentThread().interrupt());

            assertThat(context.iteration(true)).isFalse();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(poller.sleeps).hasValue(0);
        }

        @Test
        void whenItWasInterruptedBefore_thenItDoesNotSpin_andTheInterruptIsKept() {
            armedLongHence();
            Thread.currentThread().interrupt();

            assertThat(context.iteration(true)).isTrue();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(log).containsExactly("late");
            assertThat(lastTimeout()).isGreaterThan(LONG - BUDGET);
        }

        @Test
        void whenAPollFunctionPolls_thenItDoesNotSpin() {
            armedLongHence();
            int[] before = new int[1];
            context.setPollFunction((set, timeoutMillis) -> {
                before[0] = clock.readings;
                return 0;
            });
            int readings = clock.readings;

            context.iteration(true);

            assertThat(before[0] - readings).isLessThan(4);
        }

        @Test
        void whenTheIterationMayNotBlock_thenItDoesNotSpin() {
            armedLongHence();
            int readings = clock.readings;

            context.iteration(false);

            assertThat(clock.readings - readings).isLessThan(4);
        }

        @Test
        void whenTheLoopIsDrivenByItsPhases_thenItSpinsAsWell() {
            armedLongHence();
            clock.at(clock.hands.nanos() + 2_000, () -> elsewhereDo(() -> context.invoke(() -> note("posted"))));
            PollSet set = new PollSet();
            context.tryAcquire();

            context.prepare();
            context.query(Integer.MAX_VALUE, set);
            context.poll(set);
            context.check(Integer.MAX_VALUE, set);
            context.dispatch();

            context.release();
            assertThat(log).containsExactly("posted");
            assertThat(poller.sleeps).hasValue(0);
            assertThat(poller.wakeups).hasValue(0);
        }
    }

    @Nested
    class GivenAWatchedChannel {
        private final Object channel = new Object();

        @BeforeEach
        void watch() {
            givenABudget();
            Source source = new Source((self, callback) -> note("channel"));
            source.addWatch(channel, IOCondition.IN);
            source.attach(context);
            context.iteration(false);
            poller.polls.set(0);
        }

        @Test
        void whenItIsReadyAtOnce_thenItIsSeenByTheFirstLook() {
            script.makeReady(channel, IOCondition.IN);

            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("channel");
            assertThat(poller.polls).hasValue(1);
            assertThat(poller.sleeps).hasValue(0);
        }

        @Test
        void whenItBecomesReadyDuringTheSpin_thenItIsSeenWithoutASleep() {
            armedLongHence();
            clock.at(clock.hands.nanos() + 2_000, () -> script.makeReady(channel, IOCondition.IN));

            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("channel");
            assertThat(poller.sleeps).hasValue(0);
        }

        @Test
        void whenNothingHappens_thenItIsLookedAtOnceInAMicrosecond() {
            armedLongHence();

            context.iteration(true);

            assertThat(poller.sleeps).hasValue(1);
            assertThat(poller.polls.get() - 1).isBetween(3, (int) (BUDGET / Nanos.PER_MICRO) + 1);
        }

        @Test
        void whenAPostEndsTheSpin_thenAChannelThatIsReadyTooRunsInTheSameBatch() {
            clock.at(clock.hands.nanos() + 2_000, () -> {
                script.makeReady(channel, IOCondition.IN);
                elsewhereDo(() -> context.invoke(() -> note("posted")));
            });

            context.iteration(true);

            assertThat(log).containsExactly("channel", "posted");
            assertThat(poller.wakeups).hasValue(0);
        }
    }

    @Nested
    class GivenASourceThatLooks {
        private final Source source = Sources.timeout(Duration.ofDays(1));
        private int looks;

        private void given(IOPoll poll) {
            givenABudget();
            source.setCallback(() -> note("found"));
            source.attach(context);
            context.setIOPoll(source, self -> {
                looks++;
                return poll.poll(self);
            });
        }

        @Test
        void whenItFindsSomething_thenItIsDispatched() {
            given(self -> looks == 3);

            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("found");
            assertThat(looks).isEqualTo(3);
            assertThat(poller.polls).hasValue(0);
        }

        @Test
        void whenItFindsNothing_thenTheContextSleeps() {
            given(self -> false);
            armedLongHence();

            context.iteration(true);

            assertThat(log).containsExactly("late");
            assertThat(looks).isGreaterThan(3);
        }

        @Test
        void whenItIsTakenBack_thenItIsNotAsked() {
            given(self -> true);
            armedLongHence();

            context.setIOPoll(source, null);
            context.iteration(true);

            assertThat(looks).isZero();
            assertThat(log).containsExactly("late");
        }

        @Test
        void whenItsSourceIsDestroyed_thenItIsNotAsked() {
            given(self -> true);
            armedLongHence();

            source.destroy();
            context.iteration(true);

            assertThat(looks).isZero();
        }

        @Test
        void whenItThrows_thenItsSourceEnds_andTheContextSleeps() {
            Exception deliberate = new Exception("deliberate");
            given(self -> {
                throw deliberate;
            });
            armedLongHence();

            assertThat(context.iteration(true)).isTrue();

            assertThat(exceptions).containsExactly(deliberate);
            exceptions.clear();
            assertThat(source.isDestroyed()).isTrue();
            assertThat(looks).isOne();
            assertThat(log).containsExactly("late");
        }

        @Test
        void whenItThrowsAnError_thenThatComesOut_andAllIsInOrder() {
            Error deliberate = new AssertionError("deliberate");
            given(self -> {
                throw deliberate;
            });
            armedLongHence();

            assertThatThrownBy(() -> context.iteration(true)).isSameAs(deliberate);

            assertThat(source.isDestroyed()).isTrue();
            assertThat(context.iteration(true)).isTrue();
            assertThat(log).containsExactly("late");
            EngineInvariants.check(context, script, List.of(), true);
        }

        @Test
        void whenItDestroysItsSource_thenThatEndsAfterTheLook() {
            List<String> ends = new ArrayList<>();
            source.setDisposeHook(self -> ends.add("disposed after " + looks + ", " + log));
            given(self -> {
                source.destroy();
                log.add("looked");
                return true;
            });
            armedLongHence();

            context.iteration(true);

            assertThat(ends).containsExactly("disposed after 1, [looked]");
            assertThat(log).doesNotContain("found");
        }

        @Test
        void whenItIterates_thenNothingIsDone() {
            given(self -> context.iteration(true) || context.pending() || looks == 2);

            context.iteration(true);

            assertThat(diagnostics).hasSize(4).containsOnly(Diagnostic.ITERATION_IN_HOOK);
            diagnostics.clear();
            assertThat(log).containsExactly("found");
        }

        @Test
        void whenItAttachesAnIdle_thenTheWaitEnds_andTheIdleRuns() {
            given(self -> {
                if (looks == 1) {
                    context.idleAdd(() -> note("idle"));
                }
                return false;
            });
            armedLongHence();

            context.iteration(true);

            assertThat(log).containsExactly("idle");
            assertThat(poller.sleeps).hasValue(0);
        }

        @Test
        void whenItAsksForTheTime_thenATimerThatIsDueLaterInTheSpinIsFoundAllTheSame() {
            given(self -> self.timeNanos() == 0);
            attachDueAt(clock.hands.nanos() + 2_000, () -> note("timer"));

            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("timer");
        }

        @Test
        void whenItsSourceIsBeingDispatched_thenItIsNotAsked() {
            given(self -> log.isEmpty());
            source.setCallback(() -> {
                looks = 0;
                log.add("outer");
                context.timeoutAdd(Duration.ofNanos(2_000), () -> note("inner"));
                context.iteration(true);
                return Source.REMOVE;
            });

            context.iteration(true);

            assertThat(log).containsExactly("outer", "inner");
            assertThat(looks).isZero();
        }

        @Test
        void whenItsSourceIsNotAttachedHere_thenThatIsRefused() {
            assertThatThrownBy(() -> context.setIOPoll(source, self -> true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not attached to this context");
        }

        @Test
        void whenItsSourceIsDestroyed_thenItCannotBeSet() {
            source.attach(context);
            source.destroy();

            assertThatThrownBy(() -> context.setIOPoll(source, self -> true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("destroyed");
        }
    }

    /** A clock that stands still must not be spun by. */
    @Nested
    class GivenVirtualTime {
        @Test
        void thenItNeverSpins_andAllIsAsWithoutParameters() {
            try (LoopDriver with = LoopDriver.virtual();
                    LoopDriver without = LoopDriver.virtual()) {
                with.context().setPollParameters(Long.MAX_VALUE, 2, 0);
                for (LoopDriver driver : List.of(with, without)) {
                    driver.context().timeoutAdd(Duration.ofNanos(700), driver.logging("often"));
                    driver.advanceNanos(5_000);
                }

                assertThat(with.log()).isEqualTo(without.log()).hasSize(7);
                assertThat(with.poller().timeouts()).isEqualTo(without.poller().timeouts());
                assertThat(with.context().pollNanos()).isZero();
            }
        }
    }
}
