package org.mainspring.mainloop;

import org.mainspring.mainloop.time.SystemClock;
import org.openjdk.jcstress.infra.results.II_Result;

/** A context that spins for a moment before each sleep, and is judged for its sleeps. */
public class Spinner {
    private static final long SPIN_NANOS = 300;

    private final SleepJudge sleep;
    private final MainContext context;
    private int received; // confined to the owner

    /** With so many others who have news for it. */
    public Spinner(int others) {
        sleep = new SleepJudge(others);
        context = new MainContext(SystemClock.INSTANCE, ignored -> sleep);
        PollBudget budget = new PollBudget(SPIN_NANOS, 2, 1); // which never shrinks
        budget.waited(1);
        context.spinning.setParameters(budget);
    }

    /** The context. */
    public final MainContext context() {
        return context;
    }

    /** One of the others will not wake it any more. */
    public final void otherIsDone() {
        sleep.otherIsDone();
    }

    /** Some news has arrived. Owner only. */
    public final void received() {
        received++;
    }

    /** Until so many news have arrived. Tells how many have, and how many sleeps there were that nobody has ended. */
    public final void iterate(int count, II_Result result) {
        while (received < count && sleep.sleptOver() == 0) {
            context.iteration(true);
        }
        result.r1 = received;
        result.r2 = sleep.sleptOver();
    }
}
