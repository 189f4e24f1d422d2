package org.mainspring.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Somebody who cancels a task, against its worker, the loop, and others who cancel.
 *
 * <p>Question: can it be called back and called off, or the hook or an interruption come after the end? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class CancelRaces {
    private CancelRaces() {}

    /** The completion is on its way. */
    @JCStressTest
    @Description("A task is cancelled, against the loop that calls back.")
    @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "It had called back, or was about to.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Neither or both, or something was let go of twice or never.")
    @State
    public static class CancelAgainstCallback extends ReturnedTask {
        @Actor
        public void canceller(III_Result result) {
            result.r3 = task.cancel() ? 1 : 0;
        }

        @Actor
        public void loop() {
            iterate();
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }

    /** The same, but the callback is wanted. */
    @JCStressTest
    @Description("A task is cancelled with its callback, against one that is worker and loop.")
    @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "It had called back, or was about to.")
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled, and called back.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was lost or came twice.")
    @State
    public static class CancelWithCallback extends StartedTask {
        @Actor
        public void workerAndLoop() {
            runWorker();
            iterate();
        }

        @Actor
        public void canceller(III_Result result) {
            result.r3 = task.cancel(CancelOption.CALL_BACK, CancelOption.INTERRUPT) ? 1 : 0;
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            Thread.interrupted();
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }

    /** The worker may not have begun. */
    @JCStressTest
    @Description("A task is cancelled, against its worker.")
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "The worker did not begin.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "The worker did, and nobody was told.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class CancelAgainstWorker extends StartedTask {
        @Actor
        public void worker() {
            runWorker();
        }

        @Actor
        public void canceller() {
            task.cancel();
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r1 = worked;
            result.r2 = callbacks;
            result.r3 = destroyed;
        }
    }

    /** Hooks that are set while somebody cancels: the second perhaps while the first is running. */
    @JCStressTest
    @Description("A worker sets its hook, and another, against somebody who cancels.")
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "The worker did not begin.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "The worker had returned.")
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "The second hook was called: the first was forgotten.")
    @Outcome(id = "1, 11, 1", expect = Expect.ACCEPTABLE, desc = "Both hooks were called.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A hook was called twice, or without a worker, or the second was not.")
    @State
    public static class CancelAgainstHook extends StartedTask {
        private volatile int firsts;
        private volatile int seconds;

        @Override
        void work(IOTask<String, String> self) throws Exception {
            worked++;
            self.onCancel(this::first);
            self.onCancel(this::second);
        }

        @SuppressWarnings("NonAtomicOperationOnVolatileField") // that it is called once at most is the question
        private void first() {
            firsts++;
        }

        @SuppressWarnings("NonAtomicOperationOnVolatileField")
        private void second() {
            seconds++;
        }

        @Actor
        public void worker() {
            runWorker();
        }

        @Actor
        public void canceller() {
            task.cancel();
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r1 = worked;
            result.r2 = 10 * firsts + seconds;
            result.r3 = destroyed;
        }
    }

    /** A hook that is about to run when the worker returns. */
    @JCStressTest
    @Description("A worker returns and its loop runs, against somebody whose hook is running.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "The hook was called, and before the notify.")
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "The worker had returned, or did not begin.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "It had called back.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The hook ran after the end, or the notify was lost or came twice.")
    @State
    public static class HookAgainstReturn extends StartedTask {
        private volatile int hooks;

        @Override
        void work(IOTask<String, String> self) throws Exception {
            self.onCancel(() -> hooks = destroyed == 0 ? 1 : 2);
        }

        @Actor
        public void workerAndLoop() {
            runWorker();
            iterate();
        }

        @Actor
        public void canceller() {
            task.cancel();
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r1 = callbacks;
            result.r2 = hooks;
            result.r3 = destroyed;
        }
    }

    /** Two who call it off, and want different things. */
    @JCStressTest
    @Description("A task is cancelled, against somebody who cancels it with its callback.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "The callback was given up at once.")
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Both have done something.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class CancelAgainstCancel extends StartedTask {
        @Actor
        public void canceller(III_Result result) {
            result.r1 = task.cancel() ? 1 : 0;
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = task.cancel(CancelOption.CALL_BACK) ? 1 : 0;
        }

        @Arbiter
        public void rest(III_Result result) {
            runWorker();
            iterate();
            result.r3 = 10 * callbacks + destroyed;
        }
    }

    /** An interruption that may come too late. */
    @JCStressTest
    @Description("A worker returns, against somebody who cancels and interrupts.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "The interruption did not outlive the worker.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It did, or something was let go of twice or never.")
    @State
    public static class InterruptAgainstReturn extends StartedTask {
        @Actor
        public void worker(III_Result result) {
            runWorker();
            result.r1 = Thread.interrupted() ? 1 : 0;
        }

        @Actor
        public void canceller(III_Result result) {
            result.r3 = task.cancel(CancelOption.INTERRUPT) ? 1 : 0;
        }

        @Arbiter
        public void rest(III_Result result) {
            iterate();
            result.r2 = destroyed;
        }
    }
}
