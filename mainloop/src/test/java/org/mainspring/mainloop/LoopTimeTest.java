package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhere;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.SystemClock;

/** The time of a context: when it is read from the clock, and how long it is kept. S130-S134. */
class LoopTimeTest extends DrivenFixture {
    private final List<Long> times = new ArrayList<>();

    private Source telling(int priority) {
        Source[] self = new Source[1];
        self[0] = idle(priority, () -> {
            times.add(self[0].timeNanos());
            return Source.CONTINUE;
        });
        return self[0];
    }

    /** S130. */
    @Test
    void whenTheSourceIsNotAttached_thenItHasNoTime() {
        Source source = Sources.idle();

        assertThatThrownBy(source::timeNanos)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("source is not attached: GIdleSource#0@200");
    }

    /** S130. */
    @Test
    void whenTheSourceIsDestroyed_thenItStillHasTheTime() {
        Source source = context.idleAdd(note("never"));
        source.destroy();
        clock.advanceNanos(5);

        assertThat(source.timeNanos()).isEqualTo(5);
    }

    /** Decision 9: not from boot, as GLib's. */
    @Test
    void whenTheSystemsClockIsRead_thenItCountsFromTheStartOfTheProcess() {
        long nanos = SystemClock.INSTANCE.nanos();
        long uptimeMillis = ManagementFactory.getRuntimeMXBean().getUptime(); // cut off

        assertThat(nanos).isBetween(0L, Duration.ofMillis(uptimeMillis + 1).toNanos());
    }

    @Nested
    class GivenABatch {
        /**
         * S133.
         *
         * @origin glib/tests/mainloop.c test_source_time
         */
        @Test
        void whenItTakesTime_thenItsCallbacksAllSeeOneTime() {
            telling(0);
            Source[] slow = new Source[1];
            slow[0] = idle(0, () -> {
                times.add(slow[0].timeNanos());
                clock.advanceNanos(1_000);
                times.add(slow[0].timeNanos());
                slow[0].destroy();
                times.add(slow[0].timeNanos());
                return Source.REMOVE;
            });
            telling(0);
            clock.advanceNanos(7);

            context.iteration(true);
            assertThat(times).containsExactly(7L, 7L, 7L, 7L, 7L);

            times.clear();
            context.iteration(true);
            assertThat(times).containsExactly(1_007L, 1_007L);
        }

        /** S132: nobody asked in prepare, so the first callback that asks fixes it. */
        @Test
        void whenTheFirstToAskIsACallback_thenItGetsTheTimeOfThatMoment() {
            idle(0, then("late", () -> clock.advanceNanos(20), Source.CONTINUE));
            telling(0);
            idle(0, then("later", () -> clock.advanceNanos(20), Source.CONTINUE));
            telling(0);

            context.iteration(true);

            assertThat(times).containsExactly(20L, 20L);
        }

        /** S134. */
        @Test
        void whenACallbackIterates_thenTheRestOfItSeesTheNewTime() {
            Source[] outer = new Source[1];
            outer[0] = idle(0, () -> {
                times.add(outer[0].timeNanos());
                clock.advanceNanos(50);
                context.iteration(false);
                times.add(outer[0].timeNanos());
                return Source.REMOVE;
            });

            context.iteration(true);

            assertThat(times).containsExactly(0L, 50L);
        }
    }

    @Nested
    class GivenAPollThatTakesTime {
        private void polling(long takesNanos) {
            watch("channel", IOCondition.IN, 0);
            loop.poller().makeReady("channel", IOCondition.IN);
            loop.poller().duringNextPoll(() -> clock.advanceNanos(takesNanos));
        }

        /** S132, X23: what prepare has read holds if the poll did not wait. */
        @Test
        void whenATimerWasDueBefore_thenTheTimeIsThatOfPrepare() {
            context.timeoutAdd(Duration.ZERO, note("due"));
            telling(0);
            polling(30);

            context.iteration(true);

            assertThat(times).containsExactly(0L);
        }

        /** S131, S132: a poll that may wait makes it stale. */
        @Test
        void whenNothingWasReadyBefore_thenTheTimeIsReadAfterThePoll() {
            context.timeoutAdd(Duration.ofNanos(10), note("due"));
            Source source = watch("channel", IOCondition.IN, 0);
            source.setCallback(() -> {
                times.add(source.timeNanos());
                return Source.CONTINUE;
            });
            loop.poller().duringNextPoll(() -> {
                clock.advanceNanos(30);
                loop.poller().makeReady("channel", IOCondition.IN);
            });

            context.iteration(true);

            assertThat(times).containsExactly(30L);
            assertThat(loop.log()).containsExactly("due", "channel IN");
        }
    }

    @Nested
    class GivenAnIterationHasEnded {
        /** S132: it stays, old as it is, until the next prepare. */
        @Test
        void whenTimePasses_thenTheTimeStaysThatOfTheIteration() {
            Source source = telling(0);
            context.iteration(true);
            clock.advanceNanos(70);

            assertThat(source.timeNanos()).isZero();
            assertThat(elsewhere(source::timeNanos)).isZero();

            context.iteration(true);
            assertThat(times).containsExactly(0L, 70L);
        }

        /** S20, S44: nobody asks, so the old time ends with the next prepare. */
        @Test
        void whenAnotherIterationHasPassed_thenTheTimeIsReadAnew() {
            Source source = telling(0);
            context.iteration(true);
            source.destroy();
            clock.advanceNanos(70);

            context.iteration(false);

            assertThat(source.timeNanos()).isEqualTo(70);
        }
    }

    @Nested
    class GivenAClockThatCounts {
        private final VirtualClock hands = new VirtualClock();
        private int readings;
        private final Clock counting = () -> {
            readings++;
            return hands.nanos();
        };
        private final MainContext counted = new MainContext(counting, ignored -> new ScriptedPoller(hands));

        /** Design 4: no clock is read where no time is asked for. */
        @Test
        void whenNothingHasAReadyTime_thenItIsNotRead() {
            counted.idleAdd(note("idle"));

            for (int i = 0; i < 10; i++) {
                counted.iteration(true);
            }

            assertThat(readings).isZero();
            counted.close();
        }

        /** X23: once before a poll that does not wait, and the callbacks see that. */
        @Test
        void whenATimerIsDue_thenItIsReadOnceAnIteration() {
            counted.timeoutAddMillis(0, note("a"));
            counted.timeoutAddMillis(0, note("b"));
            readings = 0;

            counted.iteration(true);

            assertThat(loop.log()).containsExactly("a", "b");
            assertThat(readings).isEqualTo(1);
            counted.close();
        }

        /** S132: once in prepare, once behind the poll. */
        @Test
        void whenATimerIsWaitedFor_thenItIsReadTwice() {
            counted.timeoutAddMillis(1, note("a"));
            counted.timeoutAddMillis(1, note("b"));
            readings = 0;

            counted.iteration(true);

            assertThat(loop.log()).containsExactly("a", "b");
            assertThat(readings).isEqualTo(2);
            counted.close();
        }
    }

    /** S27, S59, S132: the clock is read for those of whom only the clock can tell. */
    @Nested
    class GivenATimerThatIsReadyForAnotherReason {
        @Test
        void whenItsWatchIsReady_thenNobodyHasReadTheClock() {
            Object channel = new Object();
            NotingWatch kind = new NotingWatch(loop);
            Source source = new Source(kind);
            kind.record = source.addWatch(channel, IOCondition.IN);
            source.setReadyTimeNanos(100);
            source.attach(context);
            loop.poller().makeReady(channel, IOCondition.IN);
            context.iteration(false);
            clock.advanceNanos(7);

            assertThat(source.timeNanos()).as("read by the first who asks").isEqualTo(7);
        }

        @Test
        void whenItWasFoundReadyBefore_thenNobodyHasReadTheClock() {
            Source source = context.timeoutAdd(Duration.ZERO, note("run"));
            assertThat(context.pending()).isTrue();
            clock.advanceNanos(5);
            context.tryAcquire();

            context.prepare();
            clock.advanceNanos(5);

            assertThat(source.timeNanos()).isEqualTo(10);
            context.release();
        }
    }

    /** Not GLib's S132: what a level is judged by is read before its first hook. */
    @Nested
    class GivenAHookThatTakesTime {
        @Test
        void whenATimerBehindItComesDueMeanwhile_thenThePollTakesItsTimeAllTheSame() {
            Probe probe = new Probe("p", new ArrayList<>(), new ArrayList<>());
            probe.source.attach(context);
            context.timeoutAdd(Duration.ofNanos(4), once("timer"));
            probe.duringPrepare(() -> clock.advanceNanos(probe.prepares == 1 ? 11 : 0));

            assertThat(context.iteration(true)).isTrue();

            assertThat(takeLog()).containsExactly("timer");
            assertThat(clock.nanos()).isEqualTo(15);
        }
    }

    /** GLib's walk comes to no deadline then, and the first callback that asks fixes the time. */
    @Nested
    class GivenACheckHookThatChangesDeadlines {
        private final Probe probe = new Probe("p", new ArrayList<>(), new ArrayList<>());

        @BeforeEach
        void tell() {
            probe.checksReady().duringDispatch(() -> {
                clock.advanceNanos(11);
                times.add(probe.source.timeNanos());
            });
        }

        @Test
        void whenItArmsOneThatTheWalkHasPassed_thenTheTimeIsThatOfTheWalk() {
            Source passed = new Source((self, callback) -> Source.REMOVE);
            passed.attach(context);
            probe.duringCheck(() -> passed.setReadyTimeNanos(13)).source.attach(context);

            context.iteration(false);

            assertThat(times).containsExactly(0L);
        }

        @Test
        void whenItTakesTheOnlyOneAway_thenTheTimeIsThatOfTheWalk() {
            probe.source.attach(context);
            Source timer = context.timeoutAdd(Duration.ofNanos(100), once("timer"));
            probe.duringCheck(timer::destroy);

            context.iteration(false);

            assertThat(times).containsExactly(0L);
        }
    }

    /** Where GLib would read the clock anew, before it refuses. */
    @Nested
    class GivenAHookThatIterates {
        private void isRefused(SourceHandle self) {
            long before = self.timeNanos();
            clock.advanceNanos(7);
            context.iteration(false);
            times.add(self.timeNanos() - before);
        }

        @AfterEach
        void expectTheWarning() {
            assertThat(times).containsExactly(0L);
            assertThat(takeDiagnostics()).containsExactly(Diagnostic.ITERATION_IN_HOOK);
        }

        @Test
        void whenPrepareIsRefused_thenTheTimeStays() {
            new Source(new Hooked() {
                        @Override
                        public boolean prepare(SourceHandle self, PollTimeout timeout) {
                            isRefused(self);
                            return false;
                        }
                    })
                    .attach(context);

            context.iteration(false);
        }

        @Test
        void whenCheckIsRefused_thenTheTimeStays() {
            new Source(new Hooked() {
                        @Override
                        public boolean check(SourceHandle self) {
                            isRefused(self);
                            return false;
                        }
                    })
                    .attach(context);

            context.iteration(false);
        }
    }
}
