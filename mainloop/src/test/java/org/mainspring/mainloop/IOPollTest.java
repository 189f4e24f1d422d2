package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.IOPoll;

/** What looks for a source while its context spins. */
class IOPollTest extends SpinFixture {
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
    void whenItsSourceIsDestroyed_thenTheContextLetsGoOfItAtOnce() {
        given(self -> true);
        assertThat(context.lifecycle.ioPolls.all()).hasSize(1);

        source.destroy();

        assertThat(context.lifecycle.ioPolls.all()).isEmpty();
    }

    @Test
    void whenItsSourceIsDestroyedElsewhereDuringTheSpin_thenItIsNotAskedAgain() {
        given(self -> false);
        armedLongHence();
        int[] before = new int[1];
        clock.at(clock.hands.nanos() + 2_000, () -> {
            elsewhereDo(source::destroy);
            before[0] = looks;
        });

        context.iteration(true);

        assertThat(context.lifecycle.ioPolls.all()).isEmpty();
        assertThat(looks).isPositive().isEqualTo(before[0]);
        assertThat(log).containsExactly("late");
    }

    /** The destroyer has looked before there was anything to let go of. */
    @Test
    void whenItsSourceIsDestroyedWhileItIsSet_thenTheContextLetsGoOfIt() {
        source.attach(context);
        source.destroy();

        context.lifecycle.ioPolls.set(source, self -> true);

        assertThat(context.lifecycle.ioPolls.all()).isEmpty();
    }

    @Test
    void whenTheContextIsClosed_thenItLetsGoOfIt() {
        given(self -> true);

        context.close();

        assertThat(context.lifecycle.ioPolls.all()).isEmpty();
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
        EngineInvariants.check(context, script.records(), List.of(), true);
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
    void whenItIteratesOrRunsALoop_thenTheWarningNamesIt() {
        List<String> warnings = new ArrayList<>();
        context.setDiagnosticHandler((code, message) -> warnings.add(message));
        given(self -> {
            context.iteration(true);
            new MainLoop(context).run();
            return true;
        });

        context.iteration(true);

        assertThat(warnings)
                .containsExactly(
                        "iteration called from within an IOPoll: nothing done",
                        "run from within an IOPoll: nothing done");
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
