package org.mainspring.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Two who ask a task for its number, which nobody has asked for before.
 *
 * <p>Question: can they be told two numbers? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class NumberRaces {
    private NumberRaces() {}

    /** The first to ask has it given. */
    @JCStressTest
    @Description("Two ask for the number of a task.")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It is one number, and stays so.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "There were two numbers, or none.")
    @State
    public static class NumberAgainstNumber {
        private final IOTask<String, String> task = IOTask.of("source", told -> {});
        private int toOne;
        private int toOther;

        @Actor
        public void one() {
            toOne = task.number();
        }

        @Actor
        public void other() {
            toOther = task.number();
        }

        @Arbiter
        public void look(I_Result result) {
            int number = task.number();
            result.r1 = number != 0 && toOne == number && toOther == number ? 1 : 0;
        }
    }
}
