package org.mainspring.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
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
 * A worker that returns against a loop that runs, somebody who cancels, who waits, and who closes the context.
 *
 * <p>Question: can a completion be lost or come twice, or a callback miss what its worker wrote? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class TaskRaces {
    private TaskRaces() {}

    /** A task in the hands of a worker, which runs when the race says so. What it writes is plain. */
    abstract static class Started {
        final MainContext context = new MainContext();
        private @Nullable Runnable job;
        int written;
        int worked;
        int callbacks;
        int seen;
        int destroyed;
        final IOTask<String, String> task = IOTask.of("source", (t, data) -> calledBack(), "data", data -> destroyed++);

        Started() {
            task.runInThread(this::work, context, 0, handed -> job = handed);
        }

        void work(IOTask<String, String> self) throws Exception {
            written = 42;
            worked++;
        }

        private void calledBack() {
            callbacks++;
            seen = written;
        }

        void runWorker() {
            Runnable handed = job;
            if (handed != null) {
                handed.run();
            }
        }

        /** As when the executor throws. */
        void withdraw() {
            if (job instanceof WorkerRun handed) {
                handed.withdraw();
            }
        }

        /** Waits for the worker until it would have to, unless the task is given up already. */
        void tryWait() {
            try {
                task.waitThread(Duration.ofNanos(1));
            } catch (IllegalStateException givenUp) {
                // the others tell what became of it
            }
        }

        /** One iteration; gives whether something was found. */
        boolean iterate() {
            return context.iteration(false);
        }
    }

    /** The hand-over itself. */
    @JCStressTest
    @Description("A worker returns, against a loop that looks for its completion.")
    @Outcome(id = "1, 42", expect = Expect.ACCEPTABLE, desc = "It arrived once, and what was written is seen.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was lost, came twice, or came before what was written.")
    @State
    public static class ReturnAgainstLoop extends Started {
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
    public static class ReturnAgainstLoopThatEmpties extends Started {
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

    /** The completion is on its way. */
    @JCStressTest
    @Description("A task is cancelled, against the loop that calls back.")
    @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "It had called back, or was about to.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Neither or both, or something was let go of twice or never.")
    @State
    public static class CancelAgainstCallback extends Started {
        /** The worker has returned. */
        public CancelAgainstCallback() {
            runWorker();
        }

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
    public static class CancelWithCallback extends Started {
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
    public static class CancelAgainstWorker extends Started {
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

    /** A hook that is set while somebody cancels. */
    @JCStressTest
    @Description("A worker sets its hook, against somebody who cancels.")
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "The worker did not begin.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "The worker had returned.")
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "The hook was called.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The hook was called twice, or without a worker.")
    @State
    public static class CancelAgainstHook extends Started {
        private volatile int hooks;

        @Override
        void work(IOTask<String, String> self) throws Exception {
            worked++;
            self.onCancel(this::hook);
        }

        @SuppressWarnings("NonAtomicOperationOnVolatileField") // that it is called once at most is the question
        private void hook() {
            hooks++;
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
            result.r2 = hooks;
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
    public static class HookAgainstReturn extends Started {
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

    /** Two who give it up. */
    @JCStressTest
    @Description("A task is freed, against somebody who cancels it with its callback.")
    @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "It was freed first.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled, and then freed.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class CancelAgainstFree extends Started {
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

    /** One waits for it, the other gives it up. */
    @JCStressTest
    @Description("A worker has returned and is waited for, against somebody who cancels.")
    @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "The waiter has called back.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled, and the waiter has let go of it.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Neither or both, or something was let go of twice or never.")
    @State
    public static class CancelAgainstWait extends Started {
        /** The worker has returned. */
        public CancelAgainstWait() {
            runWorker();
        }

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

    /** The same, and the worker may not have begun. */
    @JCStressTest
    @Description("A worker that has not begun is waited for, against somebody who frees.")
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "It was freed, and nobody was told.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class FreeAgainstWait extends Started {
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

    /** The executor has kept the worker back, and then refuses it. */
    @JCStressTest
    @Description("An executor refuses, against somebody who frees.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Everything was let go of once, and nobody was told.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class WithdrawAgainstFree extends Started {
        @Actor
        public void refuser() {
            withdraw();
        }

        @Actor
        public void freer() {
            task.free();
        }

        @Arbiter
        public void rest(II_Result result) {
            task.free(); // it may have been new again, and free() come too early for that
            iterate();
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }

    /** The waiter parks, or need not. */
    @JCStressTest
    @Description("A worker returns, against somebody who waits for it.")
    @Outcome(id = "1, 42, 0", expect = Expect.ACCEPTABLE, desc = "The waiter has called back, and nothing is pending.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was lost, came twice, or is pending still.")
    @State
    public static class WaitAgainstReturn extends Started {
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
    public static class LookAgainstReturn extends Started {
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

    /** The context ends under it. */
    @JCStressTest
    @Description("A worker returns, against somebody who closes the context.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Everything was let go of once, and nobody was told.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class CloseAgainstReturn extends Started {
        @Actor
        public void worker() {
            runWorker();
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }

    /** The end comes from two sides. */
    @JCStressTest
    @Description("A task is freed and its worker called off, against somebody who closes the context.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Everything was let go of once, and nobody was told.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class FreeAndCloseAgainstReturn extends Started {
        @Actor
        public void freerAndWorker() {
            task.free();
            runWorker();
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }
}
