package org.mainspring.mainloop.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.poll.park.ParkPoller;
import org.mainspring.mainloop.time.SystemClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Tasks of which the first result counts, and that end at the same time.
 *
 * <p>Question: can the result be missing though all have ended, or a task go on beside it? Run {@code mvn
 * -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class FirstSuccessRaces {
    private FirstSuccessRaces() {}

    /** A task that ends when it is told to. */
    static final class Told {
        final CompletableFuture<Integer> future = new CompletableFuture<>();
        private volatile Consumer<? super Future<Integer>> whenDone;

        Future<Integer> start(Consumer<? super Future<Integer>> told) {
            whenDone = told;
            return future;
        }

        /** Once it has been started. */
        void succeed(int value) {
            while (whenDone == null) {
                Thread.onSpinWait();
            }
            future.complete(value);
            whenDone.accept(future);
        }

        void fail() {
            future.completeExceptionally(new IllegalStateException("failed"));
            whenDone.accept(future);
        }
    }

    /** Two tasks. */
    abstract static class Two {
        final Told one = new Told();
        final Told other = new Told();
        private final FirstSuccess<Integer> first =
                new FirstSuccess<>(new MainContext(SystemClock.INSTANCE, ParkPoller::new));
        private final List<Told> toStart = new ArrayList<>(List.of(one, other));

        final void start() {
            List<Callable<Integer>> tasks = List.of(() -> 1, () -> 2);
            first.of(tasks, (task, whenDone) -> toStart.remove(0).start(whenDone));
        }

        /** The value; -1 if all have failed, -2 if nothing is known yet. */
        final int outcome() {
            try {
                return first.get(0, TimeUnit.NANOSECONDS);
            } catch (ExecutionException failed) {
                return -1;
            } catch (TimeoutException early) {
                return -2;
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    /** The last one says so. */
    @JCStressTest
    @Description("A task fails, against another that fails.")
    @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "All have failed.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Neither was the last.")
    @State
    public static class FailAgainstFail extends Two {
        /** Both have been started. */
        public FailAgainstFail() {
            start();
        }

        @Actor
        public void failer() {
            one.fail();
        }

        @Actor
        public void otherFailer() {
            other.fail();
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = outcome();
        }
    }

    /** The value counts, whoever is first. */
    @JCStressTest
    @Description("A task fails, against another that has a result.")
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "The result is there.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It counts as a failure.")
    @State
    public static class FailAgainstSucceed extends Two {
        /** Both have been started. */
        public FailAgainstSucceed() {
            start();
        }

        @Actor
        public void failer() {
            one.fail();
        }

        @Actor
        public void succeeder() {
            other.succeed(2);
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = outcome();
        }
    }

    /** The first has a result while the second is being started. */
    @JCStressTest
    @Description("A task has a result, against one who starts another.")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The other was cancelled, or never started.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "There is no result, or the other goes on.")
    @State
    public static class SucceedAgainstStart extends Two {
        @Actor
        public void starter() {
            start();
        }

        @Actor
        public void succeeder() {
            one.succeed(1);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = outcome();
            result.r2 = other.whenDone == null || other.future.isCancelled() ? 1 : 0;
        }
    }
}
