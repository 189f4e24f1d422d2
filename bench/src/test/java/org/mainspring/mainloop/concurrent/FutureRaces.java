package org.mainspring.mainloop.concurrent;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.OversleepHelp;
import org.mainspring.mainloop.poll.park.ParkPoller;
import org.mainspring.mainloop.testing.VirtualClock;
import org.mainspring.mainloop.time.SystemClock;
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
 * Futures whose loop waits for them or runs them, against others who complete or cancel them.
 *
 * <p>Question: can an owner sleep beside a future that is complete, or a task that is cancelled stay where it waits or run again?
 * Run {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class FutureRaces {
    private FutureRaces() {}

    /** The owner of a context waits for a future of it, by iterating it. */
    abstract static class Waited {
        private final MainContext context = new MainContext(SystemClock.INSTANCE, ParkPoller::new);
        private final LoopFuture<Integer> future = new LoopFuture<>(context);
        private final OversleepHelp help = new OversleepHelp();

        final int await() {
            context.tryAcquire();
            int value = future.handle((given, thrown) -> thrown == null ? given : -1)
                    .join();
            context.release();
            help.isUp();
            return value;
        }

        final int complete() {
            future.complete(1);
            return help.helpIfNeeded(context::wakeup);
        }

        final int cancel() {
            future.cancel(false);
            return help.helpIfNeeded(context::wakeup);
        }
    }

    /** It has a value. */
    @JCStressTest
    @Description("An owner waits for a future, against one who completes it.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It has the value.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It has slept over it.")
    @State
    public static class WaitedFor extends Waited {
        @Actor
        public void owner(II_Result result) {
            result.r1 = await();
        }

        @Actor
        public void completer(II_Result result) {
            result.r2 = complete();
        }
    }

    /** It is cancelled. */
    @JCStressTest
    @Description("An owner waits for a future, against one who cancels it.")
    @Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "It knows that.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It has slept over it.")
    @State
    public static class WaitedForInVain extends Waited {
        @Actor
        public void owner(II_Result result) {
            result.r1 = await();
        }

        @Actor
        public void canceller(II_Result result) {
            result.r2 = cancel();
        }
    }

    /** A task of a context, and how often it has run. */
    abstract static class Scheduled {
        private static final int PERIOD_NANOS = 10;
        private final VirtualClock clock = new VirtualClock();
        private final MainContext context = new MainContext(clock, ParkPoller::new);
        private final ContextScheduler scheduler = new ContextScheduler(context);
        private final AtomicInteger runs = new AtomicInteger();
        private final Future<?> task;

        Scheduled(boolean periodic) {
            task = periodic
                    ? scheduler.scheduleAtFixedRate(runs::incrementAndGet, 0, PERIOD_NANOS, TimeUnit.NANOSECONDS)
                    : scheduler.schedule(runs::incrementAndGet, 0, TimeUnit.NANOSECONDS);
        }

        final void iterate() {
            context.iteration(false);
        }

        final int cancel() {
            return task.cancel(false) ? 1 : 0;
        }

        /** Its next time comes; then whether anything is left. */
        final void report(III_Result result) {
            int before = runs.get();
            clock.advanceNanos(PERIOD_NANOS);
            iterate();
            result.r1 = before;
            scheduler.shutdown();
            result.r3 = (runs.get() - before) + (scheduler.isTerminated() ? 0 : 10);
        }
    }

    /** It runs once. */
    @JCStressTest
    @Description("A task runs, against one who cancels it.")
    @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "It was cancelled first.")
    @Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "It has run first.")
    @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "It was cancelled while it ran.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Neither, or it has run again, or it still counts as waiting.")
    @State
    public static class Task extends Scheduled {
        /** A task that is due. */
        public Task() {
            super(false);
        }

        @Actor
        public void owner() {
            iterate();
        }

        @Actor
        public void canceller(III_Result result) {
            result.r2 = cancel();
        }

        @Arbiter
        public void look(III_Result result) {
            report(result);
        }
    }

    /** It runs over and over, and joins those who wait in between. */
    @JCStressTest
    @Description("A periodic task runs, against one who cancels it.")
    @Outcome(id = "[01], 1, 0", expect = Expect.ACCEPTABLE, desc = "It runs no more.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It has run again, or it still counts as waiting.")
    @State
    public static class PeriodicTask extends Scheduled {
        /** A task that is due. */
        public PeriodicTask() {
            super(true);
        }

        @Actor
        public void owner() {
            iterate();
        }

        @Actor
        public void canceller(III_Result result) {
            result.r2 = cancel();
        }

        @Arbiter
        public void look(III_Result result) {
            report(result);
        }
    }
}
