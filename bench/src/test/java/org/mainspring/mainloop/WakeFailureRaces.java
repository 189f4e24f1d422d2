package org.mainspring.mainloop;

import org.mainspring.mainloop.WakeWordRaces.Sides;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A wake-up that fails, against a loop that wakes by itself, and against another who signals.
 *
 * <p>Question: can the loop sleep on while everybody who signals relies on the one who has failed? Run {@code mvn
 * -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class WakeFailureRaces {
    private WakeFailureRaces() {}

    /** A loop that sleeps, and a poster who cannot wake it. */
    abstract static class Failing extends Sides {
        Failing() {
            word.trySleep(Long.MAX_VALUE);
        }

        final boolean fail() {
            boolean mustWake = change();
            if (mustWake) {
                word.wakeFailed();
            }
            return mustWake;
        }
    }

    /** The sleep ends by itself, and the loop sleeps again. The results: whether it failed, whether it sleeps, whether the next wakes. */
    @JCStressTest
    @Description("A wake-up that fails, against a loop that wakes by itself and sleeps again.")
    @Outcome(
            id = "[01], 1, 0",
            expect = Expect.FORBIDDEN,
            desc = "It sleeps, and the next who signals does not wake it.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "The next wakes it, or it does not sleep.")
    @State
    public static class AgainstTheEndOfTheSleep extends Failing {
        @Actor
        public void poster(III_Result result) {
            result.r1 = fail() ? 1 : 0;
        }

        @Actor
        public void loop(III_Result result) {
            word.endSleep();
            word.consume();
            look();
            result.r2 = word.trySleep(Long.MAX_VALUE) ? 1 : 0;
        }

        @Arbiter
        public void next(III_Result result) {
            result.r3 = word.signal() ? 1 : 0;
        }
    }

    /** Two signal, one of whom cannot wake. The results: whether each was to wake, and whether the next is, if the other was not. */
    @JCStressTest
    @Description("A wake-up that fails, against another signal.")
    @Outcome(
            id = {"1, 0, 1", "1, 1, 0", "0, 1, 0"},
            expect = Expect.ACCEPTABLE,
            desc = "The other wakes it, or came between and relies on the one who fails, and the next does.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It sleeps on, and nobody is to wake it.")
    @State
    public static class AgainstAnotherSignal extends Failing {
        @Actor
        public void poster(III_Result result) {
            result.r1 = fail() ? 1 : 0;
        }

        @Actor
        public void another(III_Result result) {
            result.r2 = word.signal() ? 1 : 0;
        }

        @Arbiter
        public void next(III_Result result) {
            result.r3 = word.signal() ? 1 : 0;
        }
    }
}
