package org.mainspring.task;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Somebody who waits for a worker, against the worker, one who cancels, and another who iterates the context.
 *
 * <p>Question: can he wait for ever, or the completion come once more? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class WaitRaces {
    private WaitRaces() {}

    /** The waiter parks, or need not. */
    @JCStressTest
    @Description("A worker returns, against somebody who waits for it.")
    @Outcome(id = "1, 42, 0", expect = Expect.ACCEPTABLE, desc = "The waiter has called back, and nothing is pending.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was lost, came twice, or is pending still.")
    @State
    public static class WaitAgainstReturn extends StartedTask {
        @Actor
        public void worker() {
            runWorker();
        }

        @Actor
        public void waiter(III_Result result) {
            task.waitThread();
            result.r1 = callbacks;
            result.r2 = seen;
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = iterate() ? 1 : 0;
            result.r1 += callbacks - 1;
        }
    }

    /** The waiter only looks. */
    @JCStressTest
    @Description("A worker returns, against somebody who waits for no time at all.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "It had not returned, and arrived later.")
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "The waiter has called back.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was lost or came twice.")
    @State
    public static class LookAgainstReturn extends StartedTask {
        @Actor
        public void worker() {
            runWorker();
        }

        @Actor
        public void waiter(III_Result result) {
            result.r1 = task.waitThread(Duration.ZERO) ? 1 : 0;
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r2 = callbacks;
            result.r3 = destroyed;
        }
    }

    /** One waits for it, the other gives it up. */
    @JCStressTest
    @Description("A worker has returned and is waited for, against somebody who cancels.")
    @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "The waiter has called back.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled, and the waiter has let go of it.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Neither or both, or something was let go of twice or never.")
    @State
    public static class CancelAgainstWait extends ReturnedTask {
        @Actor
        public void waiter() {
            tryWait();
        }

        @Actor
        public void canceller(III_Result result) {
            result.r3 = task.cancel() ? 1 : 0;
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }

    /** Nobody owns the context for long. */
    @JCStressTest
    @Description("A worker has returned and is waited for, against another thread that iterates the context.")
    @Outcome(
            id = "1, 11, 10",
            expect = Expect.ACCEPTABLE,
            desc = "The waiter has called back, and the loop found nothing.")
    @Outcome(
            id = "1, 11, 1",
            expect = Expect.ACCEPTABLE,
            desc = "The loop has called back, and the waiter was refused.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Neither or both, or something was let go of twice or never.")
    @State
    public static class WaitAgainstLoop extends ReturnedTask {
        private boolean waited;
        private boolean found;

        @Actor
        public void waiter() {
            waited = tryWait();
        }

        @Actor
        public void loop() {
            found = iterate();
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r1 = callbacks;
            result.r2 = letGo();
            result.r3 = (waited ? 10 : 0) + (found ? 1 : 0);
        }
    }
}
