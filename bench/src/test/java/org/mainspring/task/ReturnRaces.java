package org.mainspring.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A worker that returns, against the loop that waits for its completion, and against itself.
 *
 * <p>Question: can a completion be lost or come twice, or a callback miss what its worker wrote? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class ReturnRaces {
    private ReturnRaces() {}

    /** The hand-over itself. */
    @JCStressTest
    @Description("A worker returns, against a loop that looks for its completion.")
    @Outcome(id = "1, 42", expect = Expect.ACCEPTABLE, desc = "It arrived once, and what was written is seen.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was lost, came twice, or came before what was written.")
    @State
    public static class ReturnAgainstLoop extends StartedTask {
        @Actor
        public void worker() {
            runWorker();
        }

        @Actor
        public void loop() {
            iterate();
        }

        @Arbiter
        public void rest(II_Result result) {
            iterate();
            result.r1 = callbacks;
            result.r2 = seen;
        }
    }

    /** The loop may have found its queue empty, and not yet have said so. */
    @JCStressTest
    @Description("A worker returns, against a loop that takes the last completion before it.")
    @Outcome(id = "2, 42", expect = Expect.ACCEPTABLE, desc = "Both arrived, the second in this iteration or the next.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was lost or came twice.")
    @State
    public static class ReturnAgainstLoopThatEmpties extends StartedTask {
        private int others;

        /** Another has returned before. */
        public ReturnAgainstLoopThatEmpties() {
            IOTask<String, String> other = IOTask.of("other", t -> others++);
            other.runInThread(t -> {}, context, 0, Runnable::run);
        }

        @Actor
        public void worker() {
            runWorker();
        }

        @Actor
        public void loop() {
            iterate();
        }

        @Arbiter
        public void rest(II_Result result) {
            iterate();
            result.r1 = callbacks + others;
            result.r2 = seen;
        }
    }

    /** An executor that runs what it was given twice. */
    @JCStressTest
    @Description("A worker is begun by two threads.")
    @Outcome(id = "1, 1, 11", expect = Expect.ACCEPTABLE, desc = "One of them did, and it called back.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Neither or both, or something was let go of twice or never.")
    @State
    public static class ReturnAgainstReturn extends StartedTask {
        @Actor
        public void worker() {
            runWorker();
        }

        @Actor
        public void other() {
            runWorker();
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r1 = worked;
            result.r2 = callbacks;
            result.r3 = letGo();
        }
    }
}
