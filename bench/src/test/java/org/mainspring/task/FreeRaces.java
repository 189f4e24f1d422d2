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
 * Somebody who frees a task, against its worker, the loop, and others who end it.
 *
 * <p>Question: can it be called back all the same, or something be let go of twice or never? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class FreeRaces {
    private FreeRaces() {}

    /** The completion is on its way. */
    @JCStressTest
    @Description("A task is freed, against the loop that calls back.")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "It had called back, or was about to.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "It was freed.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back twice, or something was let go of twice or never.")
    @State
    public static class FreeAgainstLoop extends ReturnedTask {
        @Actor
        public void freer() {
            task.free();
        }

        @Actor
        public void loop() {
            iterate();
        }

        @Arbiter
        public void rest(II_Result result) {
            iterate();
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }

    /** The worker may not have begun. */
    @JCStressTest
    @Description("A task is freed, against its worker.")
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "The worker did not begin.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "The worker did, and nobody was told.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class FreeAgainstWorker extends StartedTask {
        @Actor
        public void worker() {
            runWorker();
        }

        @Actor
        public void freer() {
            task.free();
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r1 = worked;
            result.r2 = callbacks;
            result.r3 = destroyed;
        }
    }

    /** Two who give it up. */
    @JCStressTest
    @Description("A task is freed, against somebody who cancels it with its callback.")
    @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "It was freed first.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled, and then freed.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class CancelAgainstFree extends StartedTask {
        @Actor
        public void canceller(III_Result result) {
            result.r3 = task.cancel(CancelOption.CALL_BACK) ? 1 : 0;
        }

        @Actor
        public void freer() {
            task.free();
        }

        @Arbiter
        public void rest(III_Result result) {
            runWorker();
            iterate();
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }

    /** The same, and the worker may not have begun. */
    @JCStressTest
    @Description("A worker that has not begun is waited for, against somebody who frees.")
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "It was freed, and nobody was told.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class FreeAgainstWait extends StartedTask {
        @Actor
        public void waiter() {
            tryWait();
        }

        @Actor
        public void freer() {
            task.free();
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r1 = worked;
            result.r2 = callbacks;
            result.r3 = destroyed;
        }
    }
}
