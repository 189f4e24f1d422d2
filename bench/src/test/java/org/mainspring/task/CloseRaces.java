package org.mainspring.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Somebody who closes the context of a task, against its worker, and others who end it.
 *
 * <p>Question: can a task be kept by a context that is closed, or be let go of twice? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class CloseRaces {
    private CloseRaces() {}

    /** The context ends under it. */
    @JCStressTest
    @Description("A worker returns, against somebody who closes the context.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Everything was let go of once, and nobody was told.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class CloseAgainstReturn extends StartedTask {
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
    public static class FreeAndCloseAgainstReturn extends StartedTask {
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

    /** The completion is on its way. */
    @JCStressTest
    @Description("A task is cancelled with its callback, against somebody who closes the context.")
    @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "It was freed by the closing.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "It was cancelled, and then freed.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class CloseAgainstCancel extends ReturnedTask {
        @Actor
        public void canceller(III_Result result) {
            result.r3 = task.cancel(CancelOption.CALL_BACK) ? 1 : 0;
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }

    /** The one who cancels sends the completion. */
    @JCStressTest
    @Description("A worker is kept from beginning, against somebody who closes the context.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "Everything was let go of once, and nobody was told.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class CloseAgainstCallingOff extends StartedTask {
        @Actor
        public void canceller(III_Result result) {
            result.r3 = task.cancel(CancelOption.CALL_BACK) ? 1 : 0;
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }

    /** Whoever waits owns the context, and it cannot be closed. */
    @JCStressTest
    @Description("A worker has returned and is waited for, against somebody who closes the context.")
    @Outcome(
            id = "1, 1, 0",
            expect = Expect.ACCEPTABLE,
            desc = "The waiter has called back, and the closing was refused.")
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "The waiter has called back; it was closed afterwards.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "It was closed first, and freed.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back twice, or something was let go of twice or never.")
    @State
    public static class CloseAgainstWait extends ReturnedTask {
        @Actor
        public void waiter() {
            tryWait();
        }

        @Actor
        public void closer(III_Result result) {
            result.r3 = tryClose() ? 1 : 0;
        }

        @Arbiter
        public void rest(III_Result result) {
            context.close();
            result.r1 = callbacks;
            result.r2 = destroyed;
        }
    }

    /** One of them owns the context, and the other is refused or comes too late. */
    @JCStressTest
    @Description("A worker has returned, and two close the context.")
    @Outcome(id = "1, 1, 11", expect = Expect.ACCEPTABLE, desc = "It was freed by the first.")
    @Outcome(id = "1, 0, 11", expect = Expect.ACCEPTABLE, desc = "It was freed by the first, and the other refused.")
    @Outcome(id = "0, 1, 11", expect = Expect.ACCEPTABLE, desc = "It was freed by the first, and the other refused.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class CloseAgainstClose extends ReturnedTask {
        @Actor
        public void closer(III_Result result) {
            result.r1 = tryClose() ? 1 : 0;
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = tryClose() ? 1 : 0;
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = 100 * callbacks + letGo();
        }
    }

    /** The stage may find the context closed, or be kept from completing anything. */
    @JCStressTest
    @Description("A stage completes that a task waits for, against somebody who closes the context.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Everything was let go of once, and nobody was told.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It called back, or something was let go of twice or never.")
    @State
    public static class CloseAgainstStage {
        private final MainContext context = new MainContext();
        private final CompletableFuture<String> stage = new CompletableFuture<>();
        private int callbacks;
        private volatile int destroyed;

        /** A task that is new. */
        @SuppressWarnings("NonAtomicOperationOnVolatileField") // that it happens once is the question
        public CloseAgainstStage() {
            IOTask<String, String> task = IOTask.of("source", (t, data) -> callbacks++, "data", data -> destroyed++);
            TaskFutures.completeWith(stage, task, context);
        }

        @Actor
        public void completer() {
            stage.complete("result");
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

    /** Somebody waits for the future, whatever becomes of the task. */
    @JCStressTest
    @Description("The worker of a future's task returns, against somebody who closes the context.")
    @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "The future was cancelled, the task let go of once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Somebody waits for ever, or the task was let go of twice or never.")
    @State
    public static class CloseAgainstReturnOfAFuture {
        private final MainContext context = new MainContext();
        private @Nullable Runnable job;
        private int destroyed;
        private final CompletableFuture<String> future = TaskFutures.of("source", this::start, context);

        private void start(IOTask<String, String> task) {
            task.runInThread(
                    (t, data) -> t.setResult(data), "data", data -> destroyed++, context, 0, handed -> job = handed);
        }

        @Actor
        public void worker(III_Result result) {
            Runnable handed = job;
            if (handed != null) {
                handed.run();
            }
            result.r3 = Thread.interrupted() ? 1 : 0;
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r1 = future.isCancelled() ? 1 : 0;
            result.r2 = destroyed;
        }
    }

    /** Whoever cancels finds that nothing can be handed to the context any more. */
    @JCStressTest
    @Description("The future of a task that no worker has is cancelled, against somebody who closes the context.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The future was cancelled, the task let go of once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The task was let go of twice or never.")
    @State
    public static class CloseAgainstCancelOfAFuture {
        private final MainContext context = new MainContext();
        private final Users users = new Users();
        private final CompletableFuture<String> future = TaskFutures.of(users, task -> {}, context);

        @Actor
        public void canceller() {
            future.cancel(true);
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r1 = future.isCancelled() ? 1 : 0;
            result.r2 = users.count.get();
        }
    }

    private static final class Users implements RefCounted {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void retain() {
            count.incrementAndGet();
        }

        @Override
        public void release() {
            count.decrementAndGet();
        }
    }
}
