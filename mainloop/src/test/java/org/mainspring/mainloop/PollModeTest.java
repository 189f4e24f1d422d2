package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.IOPoll;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/** When what looks for a source is told that it is asked, and that this is over. */
class PollModeTest extends SpinFixture {
    /** Notes what it is told, and the first of several looks that see nothing. */
    private class Looking implements IOPoll {
        boolean ready;
        boolean readyAtTheEnd;
        private boolean looked;

        @Override
        public void pollBegin(SourceHandle self) throws Exception {
            looked = false;
            note("begin");
        }

        @Override
        public boolean poll(SourceHandle self) throws Exception {
            if (!looked || ready) {
                note(ready ? "seen" : "look");
            }
            looked = true;
            return ready;
        }

        @Override
        public void pollEnd(SourceHandle self) throws Exception {
            looked = false;
            note("end");
            ready |= readyAtTheEnd;
        }
    }

    private class Kind extends Looking implements SourceFuncs {
        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            return found();
        }
    }

    private final Looking looking = new Looking();
    private final Source source = Sources.timeout(Duration.ofDays(1));

    private boolean found() {
        looking.ready = false;
        log.add("found");
        return Source.CONTINUE;
    }

    @BeforeEach
    void attach() {
        givenABudget();
        source.setCallback(this::found);
        source.attach(context);
        context.setIOPoll(source, looking);
    }

    private void seeAfter(long nanos) {
        clock.at(clock.hands.nanos() + nanos, () -> looking.ready = true);
    }

    @Test
    void whenTheContextSleeps_thenItIsToldBefore_andAskedOnceMore() {
        armedLongHence();

        context.iteration(true);

        assertThat(log).containsExactly("begin", "look", "end", "look", "late");
        assertThat(poller.sleeps).hasValue(1);
    }

    @Test
    void whenTheLastLookSeesSomething_thenNobodySleeps() {
        looking.readyAtTheEnd = true;

        assertThat(context.iteration(true)).isTrue();

        assertThat(log).containsExactly("begin", "look", "end", "seen", "found");
        assertThat(poller.sleeps).hasValue(0);
    }

    @Test
    void whenEverySpinSeesSomething_thenItIsToldOnce() {
        for (int i = 0; i < 3; i++) {
            seeAfter(1_000);
            context.iteration(true);
        }
        armedLongHence();
        context.iteration(true);

        assertThat(log)
                .containsExactly(
                        "begin", "look", "seen", "found", "seen", "found", "seen", "found", "end", "look", "late");
    }

    @Test
    void whenTheContextMayNotBlock_thenNothingIsToldOrAsked() {
        context.iteration(false);

        assertThat(log).isEmpty();
    }

    private void givenItIsToldThatItIsAsked() {
        seeAfter(1_000);
        context.iteration(true);
        assertThat(log).containsExactly("begin", "look", "seen", "found");
        log.clear();
    }

    /** Between two iterations that would find the same idle; the spin ends with nothing but a wake-up. */
    @Test
    void whenSomebodyHasPolledByThePollFunction_thenTheNextIterationTellsItsEnd() {
        context.tryAcquire();
        context.idleAdd(() -> Source.CONTINUE);
        context.iteration(false);
        context.iteration(false);
        clock.at(clock.hands.nanos() + 1_000, context::wakeup);
        context.pollFunction().poll(new PollSet(), 1_000);
        assertThat(log).containsExactly("begin", "look");

        context.iteration(false);
        context.release();

        assertThat(log).containsExactly("begin", "look", "end", "look");
    }

    @Test
    void whenTheContextMayNotBlockAfterASpin_thenItIsToldAtOnce() {
        givenItIsToldThatItIsAsked();

        context.iteration(false);
        context.iteration(false);

        assertThat(log).containsExactly("end", "look");
    }

    /** Nobody spins in a loop that has an idle; news that came without a word is seen all the same. */
    @Test
    void whenSomethingElseIsReadyAfterASpin_thenTheLastLookComesBeforeThat() {
        givenItIsToldThatItIsAsked();
        context.idleAdd(() -> {
            log.add("idle");
            return Source.CONTINUE;
        });
        looking.ready = true;

        context.iteration(true);
        context.iteration(true);

        assertThat(log).containsExactly("end", "seen", "found", "idle");
    }

    /** A signal before the spin, as one whose flood of signals never lets a spin begin. */
    @Test
    void whenAWakeupWasAskedForAfterASpin_thenTheLastLookComesBeforeTheNextIteration() {
        givenItIsToldThatItIsAsked();
        looking.ready = true;
        context.wakeup();

        assertThat(context.iteration(true)).isTrue();

        assertThat(log).containsExactly("end", "seen", "found");
    }

    @Test
    void whenTheContextSpinsNoMore_thenItIsToldBeforeTheNextSleep() {
        seeAfter(1_000);
        context.iteration(true);
        log.clear();
        context.setPollParameters(0, 0, 0);
        armedLongHence();

        context.iteration(true);

        assertThat(log).containsExactly("end", "look", "late");
    }

    @Test
    void whenTheBudgetIsNothing_thenItIsToldBeforeTheNextSleep() {
        seeAfter(1_000);
        context.iteration(true);
        log.clear();
        context.setPollParameters(MAX, 2, 0);
        looking.readyAtTheEnd = true;
        armedLongHence();

        assertThat(context.iteration(true)).isTrue();

        assertThat(log).containsExactly("end", "seen", "found");
        assertThat(poller.sleeps).hasValue(0);
    }

    @Test
    void whenAPollFunctionPolls_thenItIsToldBefore_andThatDoesNotWaitIfTheLastLookSeesSomething() {
        seeAfter(1_000);
        context.iteration(true);
        log.clear();
        NotingPollFunction function = new NotingPollFunction("none");
        context.setPollFunction(function);
        looking.readyAtTheEnd = true;

        assertThat(context.iteration(true)).isTrue();
        context.iteration(true);

        assertThat(log).containsExactly("end", "seen", "found");
        assertThat(function.timeouts).hasSize(2).startsWith(0);
    }

    @Test
    void whenTheLoopIsDrivenByItsPhases_thenItIsToldBeforeSomebodyElseWaits() {
        seeAfter(1_000);
        context.iteration(true);
        log.clear();
        looking.readyAtTheEnd = true;
        PollSet set = new PollSet();
        context.tryAcquire();

        context.prepare();
        context.query(Integer.MAX_VALUE, set);

        assertThat(log).containsExactly("end", "seen");
        assertThat(set.timeoutNanos()).isZero();
        assertThat(context.check(Integer.MAX_VALUE, set)).isTrue();
        context.release();
    }

    @Test
    void whenItIsTakenBack_thenItIsToldBeforeTheNextSleep_andNotAsked() {
        seeAfter(1_000);
        context.iteration(true);
        log.clear();
        armedLongHence();

        context.setIOPoll(source, null);
        context.iteration(true);

        assertThat(log).containsExactly("end", "late");
    }

    @Test
    void whenAnotherIsSet_thenTheOneIsToldThatItIsOver_andTheOtherThatItIsAsked() {
        seeAfter(1_000);
        context.iteration(true);
        log.clear();
        armedLongHence();

        context.setIOPoll(source, self -> {
            note("other");
            return true;
        });
        context.iteration(true);

        assertThat(log).containsExactly("end", "other", "found");
    }

    @Test
    void whenAnotherComes_thenOnlyThatIsTold() {
        seeAfter(1_000);
        context.iteration(true);
        log.clear();
        new Source(new Kind()).attach(context);
        armedLongHence();

        context.iteration(true);

        assertThat(log).containsExactly("begin", "look", "end", "end", "look", "look", "late");
    }

    @Test
    void whenItsSourceIsDestroyed_thenItIsToldNothing() {
        seeAfter(1_000);
        context.iteration(true);
        log.clear();
        armedLongHence();

        source.destroy();
        context.iteration(true);

        assertThat(log).containsExactly("late");
    }

    @Test
    void whenItsKindLooks_thenItIsAskedWithoutBeingSet() {
        source.destroy();
        Kind kind = new Kind();
        kind.ready = true;
        Source other = new Source(kind);
        other.attach(context);

        assertThat(context.iteration(true)).isTrue();
        other.destroy();

        assertThat(log).containsExactly("begin", "seen", "found");
        assertThat(context.lifecycle.ioPolls.all()).isEmpty();
    }

    /** Its news comes without a word while it is blocked, and no spin asks for it before the outer loop sleeps. */
    @Test
    void whenItIsBlockedInANestedSleep_thenItIsToldOnlyBeforeTheOuterSleep_andItsNewsIsFound() {
        givenItIsToldThatItIsAsked();
        armedLongHence();
        source.setCallback(() -> {
            looking.ready = false;
            source.setCallback(this::found);
            clock.at(clock.hands.nanos() + 1_000, () -> looking.ready = true);
            context.iteration(true);
            return Source.CONTINUE;
        });
        seeAfter(1_000);
        context.iteration(true);
        assertThat(log).containsExactly("seen", "late");
        assertThat(context.pollNanos()).as("in vain").isZero();
        log.clear();
        poller.sleeps.set(0);

        armedLongHence();
        context.iteration(true);

        assertThat(log).containsExactly("end", "seen", "found");
        assertThat(poller.sleeps).hasValue(0);
    }

    /** It is where a thread is that attaches it: known already, and neither linked nor posted. */
    @Test
    void whenItsSourceIsNotLinkedYet_thenItIsToldOnlyOnceItIs() {
        Looking other = new Looking();
        Source coming = Sources.timeout(Duration.ofDays(1));
        context.lifecycle.ioPolls.set(coming, other);
        source.destroy();
        armedLongHence();
        context.iteration(true);
        assertThat(log).containsExactly("late");
        log.clear();

        coming.attach(context);
        givenABudget();
        armedLongHence();
        context.iteration(true);

        assertThat(log).containsExactly("begin", "look", "end", "look", "late");
        coming.destroy();
    }

    /** S131: nobody waits, so the time is that by which the timer was found due. */
    @Test
    void whenTheLastLookTakesLongBesideATimerThatIsDue_thenItsCallbackIsToldTheTimeOfPrepare() {
        givenItIsToldThatItIsAsked();
        Looking slow = new Looking() {
            @Override
            public boolean poll(SourceHandle self) {
                clock.hands.advanceNanos(LONG);
                return false;
            }
        };
        long[] toldNanos = new long[1];
        Source due = new Source((self, callback) -> {
            toldNanos[0] = self.timeNanos();
            return Source.REMOVE;
        });
        due.setReadyTimeNanos(clock.hands.nanos());
        due.attach(context);
        context.setIOPoll(source, slow);
        long beforeNanos = clock.hands.nanos();

        context.iteration(true);

        assertThat(toldNanos[0]).isBetween(beforeNanos, beforeNanos + SLACK);
    }

    @Test
    void whenItThrowsAsItIsToldTheBeginning_thenItsSourceEnds() {
        Exception deliberate = new Exception("deliberate");
        context.setIOPoll(source, new Looking() {
            @Override
            public void pollBegin(SourceHandle self) throws Exception {
                throw deliberate;
            }
        });
        armedLongHence();

        context.iteration(true);

        assertThat(exceptions).containsExactly(deliberate);
        exceptions.clear();
        assertThat(source.isDestroyed()).isTrue();
        assertThat(log).containsExactly("late");
    }

    @Test
    void whenItThrowsAsItIsToldTheEnd_thenItsSourceEnds_andTheOthersAreTold() {
        Exception deliberate = new Exception("deliberate");
        context.setIOPoll(source, new Looking() {
            @Override
            public void pollEnd(SourceHandle self) throws Exception {
                throw deliberate;
            }
        });
        new Source(new Kind()).attach(context);
        armedLongHence();

        context.iteration(true);

        assertThat(exceptions).containsExactly(deliberate);
        exceptions.clear();
        assertThat(source.isDestroyed()).isTrue();
        assertThat(log).containsExactly("begin", "begin", "look", "look", "end", "look", "late");
    }

    @Test
    void whenItThrowsAnErrorAsItIsToldTheEnd_thenThatComesOut_andTheOthersAreToldBeforeTheNextSleep() {
        Error deliberate = new AssertionError("deliberate");
        context.setIOPoll(source, new Looking() {
            @Override
            public void pollEnd(SourceHandle self) {
                throw deliberate;
            }
        });
        new Source(new Kind()).attach(context);
        armedLongHence();

        assertThatThrownBy(() -> context.iteration(true)).isSameAs(deliberate);
        log.clear();
        context.setPollParameters(0, 0, 0);
        context.iteration(true);

        assertThat(log).containsExactly("end", "look", "late");
    }

    @Test
    void whenAnotherThrowsAnErrorAsItIsToldTheEnd_thenItIsAskedOnceMoreAllTheSame() {
        Error deliberate = new AssertionError("deliberate");
        new Source(new Kind() {
                    @Override
                    public void pollEnd(SourceHandle self) {
                        throw deliberate;
                    }
                })
                .attach(context);
        armedLongHence();
        assertThatThrownBy(() -> context.iteration(true)).isSameAs(deliberate);
        log.clear();
        looking.ready = true;
        context.setPollParameters(0, 0, 0);

        assertThat(context.iteration(true)).isTrue();

        assertThat(log).contains("seen", "found");
    }

    @Test
    void whenItAttachesAnIdleAsItIsToldTheEnd_thenNobodySleeps_andTheIdleRuns() {
        context.setIOPoll(source, new Looking() {
            @Override
            public void pollEnd(SourceHandle self) {
                context.idleAdd(() -> note("idle"));
            }
        });
        armedLongHence();

        context.iteration(true);

        assertThat(log).containsExactly("begin", "look", "idle");
        assertThat(poller.sleeps).hasValue(0);
    }

    @Test
    void whenItSetsAReadyTimeAsItIsToldTheEnd_thenThatBoundsTheWait() {
        context.setIOPoll(source, new Looking() {
            @Override
            public void pollEnd(SourceHandle self) {
                self.setReadyTimeNanos(clock.hands.nanos() + 50_000);
            }
        });
        armedLongHence();

        while (log.isEmpty() || !log.get(log.size() - 1).equals("found")) {
            context.iteration(true);
        }

        assertThat(script.timeouts()).allMatch(nanos -> nanos <= 50_000);
        assertThat(log).doesNotContain("late");
    }

    @Test
    void whenItIterates_thenNothingIsDone() {
        context.setIOPoll(source, new Looking() {
            @Override
            public void pollBegin(SourceHandle self) {
                note("nested " + context.iteration(true));
            }
        });
        armedLongHence();

        context.iteration(true);

        assertThat(diagnostics).containsExactly(Diagnostic.ITERATION_IN_HOOK);
        diagnostics.clear();
        assertThat(log).startsWith("nested false");
    }
}
