package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.IOPoll;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * A spin sees the only source that it asks. It is dispatched without a check if that could find nobody else, which nobody can
 * tell; in these tests it could, or would have done something.
 */
class LoneSightTest extends SpinFixture {
    /** Is asked by the spin and by check. */
    private class Seen implements CheckHook, IOPoll {
        @Override
        public boolean poll(SourceHandle self) {
            boolean sees = clock.hands.nanos() >= sightNanos;
            if (sees && !seen) {
                seen = true;
                atSight.run();
            }
            return sees;
        }

        @Override
        public boolean check(SourceHandle self) {
            return false;
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            log.add("seen");
            sightNanos = Long.MAX_VALUE;
            return Source.CONTINUE;
        }
    }

    /** Is asked by check, and always ready then. */
    private final class Checked implements CheckHook {
        @Override
        public boolean check(SourceHandle self) {
            return true;
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            return note("checked");
        }
    }

    private final Source source = new Source(new Seen());
    private final Source other = new Source(new Checked());
    private final Source watching = new Source((self, callback) -> note("channel"));
    private long sightNanos;
    private boolean seen;
    private Runnable atSight = () -> {};

    @BeforeEach
    void givenASpinThatSeesIt() {
        givenABudget();
        source.attach(context);
        givenASightToCome();
    }

    private void givenASightToCome() {
        sightNanos = clock.hands.nanos() + 2_000;
    }

    /** An idle of its priority. */
    private Source idle() {
        Source idle = Sources.idle();
        idle.setPriority(Priority.DEFAULT);
        idle.setCallback(() -> note("idle"));
        return idle;
    }

    /** That has woken the context, which is over when this returns. */
    private void attachWatching() {
        watching.attach(context);
        context.iteration(false);
    }

    private UncheckedIOException givenAPollThatFailsAfterTheSight() {
        watching.addWatch(new Object(), IOCondition.IN);
        attachWatching();
        UncheckedIOException deliberate = new UncheckedIOException(new IOException("deliberate"));
        atSight = () -> script.duringNextPoll(() -> {
            throw deliberate;
        });
        return deliberate;
    }

    private void iterate() {
        seen = false;
        assertThat(context.iteration(true)).isTrue();
        assertThat(seen).isTrue();
        assertThat(poller.sleeps).hasValue(0);
    }

    /** To find one ready is to mark it, and to dispatch it is to take the mark, unless it is dispatched at once. */
    private void iterateWithoutAMark() {
        long before = context.lifecycle.schedule.changes();
        iterate();
        assertThat(context.lifecycle.schedule.changes()).isEqualTo(before);
    }

    @Test
    void whenThereIsNobodyElse_thenItIsDispatched_eachTime() {
        iterate();
        givenASightToCome();
        iterateWithoutAMark();

        assertThat(log).containsExactly("seen", "seen");
        EngineInvariants.check(context, script.records(), List.of(source), true);
    }

    @Test
    void whenAnotherOfItsPriorityIsAskedByCheck_thenBothRun() {
        other.attach(context);

        iterate();

        assertThat(log).containsExactly("seen", "checked");
    }

    @Test
    void whenOneThatIsMoreUrgentIsAskedByCheck_thenThatRuns_andTheOneSeenAfterIt() {
        other.setPriority(Priority.HIGH);
        other.attach(context);

        iterate();
        context.iteration(false);

        assertThat(log).containsExactly("checked", "seen");
    }

    @Test
    void whenOneThatIsLessUrgentIsAskedByCheck_thenItWaits() {
        other.setPriority(Priority.LOW);
        other.attach(context);

        iterate();
        givenASightToCome();
        iterateWithoutAMark();

        assertThat(log).containsExactly("seen", "seen");
    }

    @Test
    void whenAMoreUrgentOneHasLeftItsLevelEmpty_thenTheOneSeenIsAloneAgain() {
        other.setPriority(Priority.HIGH);
        other.attach(context);
        other.destroy();
        iterate();
        givenASightToCome();

        iterateWithoutAMark();

        assertThat(log).containsExactly("seen", "seen");
    }

    @Test
    void whenATimerOfItsPriorityIsDueAtTheSight_thenBothRun() {
        attachDueAt(sightNanos + 1, () -> note("timer"));
        atSight = () -> clock.hands.advanceNanos(1_000);

        iterate();

        assertThat(log).containsExactly("seen", "timer");
    }

    @Test
    void whenATimerOfItsPriorityIsDueLater_thenItIsNotFound() {
        attachDueAt(sightNanos + LONG, () -> note("timer"));

        iterate();
        givenASightToCome();
        iterateWithoutAMark();

        assertThat(log).containsExactly("seen", "seen");
    }

    @Test
    void whenATimerHasComeSinceTheLastSight_andIsDueAtThis_thenBothRun() {
        iterate();
        givenASightToCome();
        attachDueAt(sightNanos + 1, () -> note("timer"));
        atSight = () -> clock.hands.advanceNanos(1_000);

        iterate();

        assertThat(log).containsExactly("seen", "seen", "timer");
    }

    @Test
    void whenTheSightAttachesAnIdle_thenThatRunsInTheSameBatch() {
        atSight = () -> idle().attach(context);

        iterate();

        assertThat(log).containsExactly("seen", "idle");
    }

    /** Nobody is woken for that; but who looks, sees it. */
    @Test
    void whenSomebodyElseMakesAnotherMoreUrgent_thenThatRunsFirst() {
        other.setPriority(Priority.LOW);
        other.attach(context);
        atSight = () -> {
            elsewhereDo(() -> other.setPriority(Priority.HIGH));
            assertThat(context.lifecycle.wakeWord.isSignalled()).isFalse();
        };

        iterate();
        context.iteration(false);

        assertThat(log).containsExactly("checked", "seen");
    }

    @Test
    void whenSomebodyWakesTheContextToo_thenThatIsNotKeptForTheNextSleep() {
        atSight = context::wakeup;
        iterate();
        armedLongHence();

        assertThat(context.iteration(true)).isTrue();

        assertThat(log).containsExactly("seen", "late");
    }

    @Test
    void whenAWatchWasRemovedSinceTheQuery_thenThePollIsVoid_andTheNextIterationRunsIt() {
        PollRecord watch = watching.addWatch(new Object(), IOCondition.IN);
        attachWatching();
        atSight = () -> watching.removeWatch(watch);

        assertThat(context.iteration(true)).isFalse();
        assertThat(log).isEmpty();
        context.iteration(false);

        assertThat(log).containsExactly("seen");
    }

    @Test
    void whenAChannelIsReadyAtTheSight_thenBothRun() {
        Object channel = new Object();
        watching.addWatch(channel, IOCondition.IN);
        attachWatching();
        atSight = () -> script.makeReady(channel, IOCondition.IN);

        iterate();

        assertThat(log).containsExactly("seen", "channel");
    }

    @Test
    void whenThePollFailsThatComesAfterTheSight_thenTheNextIterationRunsIt() {
        UncheckedIOException deliberate = givenAPollThatFailsAfterTheSight();
        assertThatThrownBy(() -> context.iteration(true)).isSameAs(deliberate);
        assertThat(log).isEmpty();
        sightNanos = Long.MAX_VALUE;

        assertThat(context.iteration(true)).isTrue();

        assertThat(poller.sleeps).hasValue(0);
        assertThat(log).containsExactly("seen");
    }

    @Test
    void whenItsSightMovesItBehindAnother_thenTheOrderIsTheNewOne() {
        atSight = () -> {
            idle().attach(context);
            source.setPriority(Priority.DEFAULT);
        };

        iterate();

        assertThat(log).containsExactly("idle", "seen");
    }

    @Test
    void whenTheClockFailsAfterTheSight_thenTheNextIterationRunsIt() {
        attachDueAt(sightNanos + LONG, () -> note("timer"));
        atSight = () -> clock.at(0, () -> {
            throw new IllegalStateException("deliberate");
        });
        assertThatThrownBy(() -> context.iteration(true)).hasMessageContaining("deliberate");
        sightNanos = Long.MAX_VALUE;

        assertThat(context.iteration(false)).isTrue();

        assertThat(log).containsExactly("seen");
    }

    private PollSet prepareAndQuery() {
        PollSet set = new PollSet();
        context.tryAcquire();
        context.prepare();
        context.query(Integer.MAX_VALUE, set);
        return set;
    }

    private void assertThatACheckFindsIt(PollSet set) {
        assertThat(context.check(Integer.MAX_VALUE, set)).isTrue();
        context.dispatch();
        context.release();
        assertThat(log).containsExactly("seen");
    }

    @Test
    void whenAPhaseFailsThatHasSeenIt_thenTheCheckFindsIt() {
        UncheckedIOException deliberate = givenAPollThatFailsAfterTheSight();
        PollSet set = prepareAndQuery();
        assertThatThrownBy(() -> context.poll(set)).isSameAs(deliberate);

        assertThatACheckFindsIt(set);
    }

    @Test
    void whenASightDestroysATimer_thenThatLeavesTheTableBeforeItIsSaidThatNothingHasChanged() {
        Source timer = armedLongHence();
        iterate();
        givenASightToCome();
        atSight = timer::destroy;

        iterate();

        EngineInvariants.check(context, script.records(), List.of(source), true);
    }

    @Test
    void whenItIsDestroyedBetweenIterations_thenNothingKeepsItWhileTheContextSleeps() {
        iterate();
        source.destroy();
        armedLongHence();
        boolean[] kept = new boolean[1];
        script.duringNextPoll(() -> kept[0] = context.batch.lone() != null || context.polling.mode.lone() != null);
        poller.sleeps.set(0);

        context.iteration(true);

        assertThat(poller.sleeps).hasValue(1);
        assertThat(kept).containsExactly(false);
    }

    /** The next iteration does not wait, and asks once more: for the last time. */
    private void givenTheLastLookSeesIt() {
        iterate();
        log.clear();
        sightNanos = 0;
    }

    @Test
    void whenTheLastLookSeesIt_andAnIdleOfItsPriorityIsReady_thenBothRun() {
        givenTheLastLookSeesIt();
        idle().attach(context);

        iterate();

        assertThat(log).containsExactly("seen", "idle");
    }

    @Test
    void whenTheLastLookSeesIt_andATimerOfItsPriorityIsDue_thenBothRun() {
        givenTheLastLookSeesIt();
        attachDueAt(0, () -> note("timer"));

        iterate();

        assertThat(log).containsExactly("seen", "timer");
    }

    @Test
    void whenTheLastLookSeesIt_andAnIdleIsReadyThatIsMoreUrgent_thenThatRuns_andTheOneSeenAfterIt() {
        givenTheLastLookSeesIt();
        Source idle = idle();
        idle.setPriority(Priority.HIGH);
        idle.attach(context);

        iterate();
        context.iteration(false);

        assertThat(log).containsExactly("idle", "seen");
    }

    @Test
    void whenAPhaseHasSeenIt_thenTheCheckFindsIt() {
        PollSet set = prepareAndQuery();

        context.poll(set);

        assertThatACheckFindsIt(set);
    }

    @Test
    void whenItEnds_thenNothingKeepsIt() {
        source.destroy();
        Source[] ending = {
            new Source(new Seen() {
                @Override
                public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
                    return note("seen");
                }
            })
        };
        ending[0].attach(context);
        WeakReference<Source> gone = new WeakReference<>(ending[0]);
        ending[0] = null;

        iterate();
        assertThat(log).containsExactly("seen");
        context.iteration(false);

        Collected.await(gone);
    }

    @Test
    void whenItIsSeenByPending_thenItIsReady_andRunsInTheNextIteration() {
        givenTheLastLookSeesIt();

        assertThat(context.pending()).isTrue();
        assertThat(log).isEmpty();
        context.iteration(false);

        assertThat(log).containsExactly("seen");
    }
}
