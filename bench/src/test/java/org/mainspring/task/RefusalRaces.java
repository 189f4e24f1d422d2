package org.mainspring.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * An executor that has kept the worker back and then refuses it, against its worker, and whoever ends the task.
 *
 * <p>Question: is the caller told exactly if the task is new again or the worker has begun, and is the worker's data let go of
 * exactly if he is not, or the worker has? Run {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden
 * result is bad.
 *
 * <p>The number of two digits says how often the worker's data was let go of, and the callback's.
 */
public class RefusalRaces {
    private RefusalRaces() {}

    /** The worker has begun, or does not. */
    @JCStressTest
    @Description("An executor refuses, against the worker that begins.")
    @Outcome(id = "1, 1, 1, 11", expect = Expect.ACCEPTABLE, desc = "The worker did, and it called back.")
    @Outcome(id = "1, 0, 0, 1", expect = Expect.ACCEPTABLE, desc = "It was new again, and then freed.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Neither or both, or something was let go of twice or never.")
    @State
    public static class RefusalAgainstReturn extends StartedTask {
        @Actor
        public void refuser(IIII_Result result) {
            result.r1 = refuse() ? 1 : 0;
        }

        @Actor
        public void worker() {
            runWorker();
        }

        @Arbiter
        public void rest(IIII_Result result) {
            iterate();
            task.free();
            result.r2 = worked;
            result.r3 = callbacks;
            result.r4 = letGo();
        }
    }

    /** Something is done, whichever comes first. */
    @JCStressTest
    @Description("An executor refuses, against somebody who cancels.")
    @Outcome(id = "0, 1, 0, 11", expect = Expect.ACCEPTABLE, desc = "It was cancelled, and the refusal is no matter.")
    @Outcome(id = "1, 1, 0, 1", expect = Expect.ACCEPTABLE, desc = "It was new again, and then cancelled.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The caller was told a lie, or something was let go of twice or never.")
    @State
    public static class RefusalAgainstCancel extends StartedTask {
        @Actor
        public void refuser(IIII_Result result) {
            result.r1 = refuse() ? 1 : 0;
        }

        @Actor
        public void canceller(IIII_Result result) {
            result.r2 = task.cancel() ? 1 : 0;
        }

        @Arbiter
        public void rest(IIII_Result result) {
            iterate();
            result.r3 = callbacks;
            result.r4 = letGo();
        }
    }

    /** The same, but the callback is wanted. */
    @JCStressTest
    @Description("An executor refuses, against somebody who cancels with a callback.")
    @Outcome(id = "0, 1, 1, 11", expect = Expect.ACCEPTABLE, desc = "It was cancelled, and the refusal is no matter.")
    @Outcome(id = "1, 1, 1, 1", expect = Expect.ACCEPTABLE, desc = "It was new again, and then cancelled.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The caller was told a lie, or something was let go of twice or never.")
    @State
    public static class RefusalAgainstCancelWithCallback extends StartedTask {
        @Actor
        public void refuser(IIII_Result result) {
            result.r1 = refuse() ? 1 : 0;
        }

        @Actor
        public void canceller(IIII_Result result) {
            result.r2 = task.cancel(CancelOption.CALL_BACK) ? 1 : 0;
        }

        @Arbiter
        public void rest(IIII_Result result) {
            iterate();
            result.r3 = callbacks;
            result.r4 = letGo();
        }
    }

    /** Freeing gives no answer, but does its work. */
    @JCStressTest
    @Description("An executor refuses, against somebody who frees.")
    @Outcome(id = "0, 0, 11", expect = Expect.ACCEPTABLE, desc = "It was freed, and the refusal is no matter.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "It was new again, and then freed.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The caller was told a lie, or something was let go of twice or never.")
    @State
    public static class RefusalAgainstFree extends StartedTask {
        @Actor
        public void refuser(III_Result result) {
            result.r1 = refuse() ? 1 : 0;
        }

        @Actor
        public void freer() {
            task.free();
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r2 = callbacks;
            result.r3 = letGo();
        }
    }

    /** Nobody returns whom he could wait for. */
    @JCStressTest
    @Description("An executor refuses, against somebody who waits.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "It was new again, and then freed.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class RefusalAgainstWait extends StartedTask {
        @Actor
        public void refuser(III_Result result) {
            result.r1 = refuse() ? 1 : 0;
        }

        @Actor
        public void waiter() {
            tryWait();
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            task.free();
            result.r2 = callbacks;
            result.r3 = letGo();
        }
    }

    /** Nothing of the task is in the context. */
    @JCStressTest
    @Description("An executor refuses, against somebody who closes the context.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It is new again, and nothing was let go of.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was ended.")
    @State
    public static class RefusalAgainstClose extends StartedTask {
        @Actor
        public void refuser(II_Result result) {
            result.r1 = refuse() ? 1 : 0;
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = letGo();
        }
    }
}
