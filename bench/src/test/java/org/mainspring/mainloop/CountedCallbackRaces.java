package org.mainspring.mainloop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A call of a callback against the end of it.
 *
 * <p>The results are how many calls there were, how often a call and a notify met, and how often the notify came.
 *
 * <p>Question: can a notify come twice, not at all, during a call or before one? Run {@code mvn -Pjcstress}; one
 * operation is one such encounter; any forbidden result is bad.
 */
public class CountedCallbackRaces {
    private CountedCallbackRaces() {}

    /** A callback, and who is in it. */
    abstract static class Sides {
        private final CountedCallback callback = new CountedCallback("function", this, data -> told());
        private volatile int inside; // one writer for each
        private volatile boolean told;
        private int notifies; // whoever notifies: there must be one
        private volatile int met;

        final int call() {
            if (!callback.claim()) {
                return 0;
            }
            inside = 1;
            if (told) {
                met = 1;
            }
            inside = 0;
            if (callback.release()) {
                callback.notifyDestroyed();
            }
            return 1;
        }

        final void retire() {
            if (callback.retire()) {
                callback.notifyDestroyed();
            }
        }

        private void told() {
            told = true;
            notifies++;
            if (inside != 0) {
                met = 1;
            }
        }

        final void report(III_Result result) {
            result.r2 = met;
            result.r3 = notifies;
        }
    }

    /** One call, one end. */
    @JCStressTest
    @Description("Claim and release, against retire.")
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "Retired first.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "Called first.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Not once, or not apart.")
    @State
    public static class CallAndRetire extends Sides {
        @Actor
        public void caller(III_Result result) {
            result.r1 = call();
        }

        @Actor
        public void ender() {
            retire();
        }

        @Arbiter
        public void end(III_Result result) {
            report(result);
        }
    }

    /** A source that is dispatched over and over. */
    @JCStressTest
    @Description("Three calls in a row, against retire.")
    @Outcome(id = "[0-3], 0, 1", expect = Expect.ACCEPTABLE, desc = "Some calls, then the end.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Not once, or not apart.")
    @State
    public static class CallsAndRetire extends Sides {
        @Actor
        public void caller(III_Result result) {
            result.r1 = call() + call() + call();
        }

        @Actor
        public void ender() {
            retire();
        }

        @Arbiter
        public void end(III_Result result) {
            report(result);
        }
    }
}
