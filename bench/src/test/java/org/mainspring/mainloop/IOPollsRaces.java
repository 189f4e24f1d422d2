package org.mainspring.mainloop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * What looks for a source while its context spins, against the end of the source and against others.
 *
 * <p>Question: can something look for a source for ever that is gone, or be forgotten? Run {@code mvn -Pjcstress}; one
 * operation is one such encounter; any forbidden result is bad.
 */
public class IOPollsRaces {
    private IOPollsRaces() {}

    /** Whoever sees the other takes it out. */
    @JCStressTest
    @Description("An IOPoll is set, against the end of its source.")
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Nothing looks for it.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Something does for ever.")
    @State
    public static class SetAndDestroyed {
        private final IOPolls polls = new IOPolls();
        private final Source source = Sources.idle();

        @Actor
        public void setter() {
            polls.set(source, self -> false);
        }

        @Actor
        public void destroyer() {
            if (source.markDestroyed()) {
                polls.letGo(source);
            }
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = polls.all().length;
        }
    }

    /** The array is replaced by both. */
    @JCStressTest
    @Description("An IOPoll is set for each of two sources.")
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "Both look.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was forgotten.")
    @State
    public static class TwoSet {
        private final IOPolls polls = new IOPolls();

        @Actor
        public void one() {
            polls.set(Sources.idle(), self -> false);
        }

        @Actor
        public void other() {
            polls.set(Sources.idle(), self -> false);
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = polls.all().length;
        }
    }
}
