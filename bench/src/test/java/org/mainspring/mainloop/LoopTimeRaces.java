package org.mainspring.mainloop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The time of a context, kept by its owner, against others who ask for it.
 *
 * <p>Question: can somebody be told a time that never was? Run {@code mvn -Pjcstress}; one operation is one such
 * encounter; any forbidden result is bad.
 */
public class LoopTimeRaces {
    private LoopTimeRaces() {}

    /** In its first iteration. */
    @JCStressTest
    @Description("The owner reads the clock for the first time, against another who asks.")
    @Outcome(id = "7, 7", expect = Expect.ACCEPTABLE, desc = "Both are told what the clock says.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A time that never was.")
    @State
    public static class First {
        private final LoopTime time = new LoopTime(() -> 7);

        @Actor
        public void owner(II_Result result) {
            result.r1 = (int) time.nanos(true);
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = (int) time.nanos(false);
        }
    }

    /** From one iteration to the next. What the other was told is nobody else's time. */
    @JCStressTest
    @Description("The owner lets its time go and reads the clock, which has moved, against another who asks.")
    @Outcome(
            id = "1, 2",
            expect = Expect.ACCEPTABLE,
            desc = "The time of the iteration before; then the next has its own.")
    @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "The time of the next.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A time that never was, or one that was over.")
    @State
    public static class Next {
        private volatile long now = 1;
        private final LoopTime time = new LoopTime(() -> now);

        /** An iteration has been. */
        public Next() {
            time.nanos(true);
        }

        @Actor
        public void owner() {
            time.makeStale();
            now = 2;
            time.nanos(true);
        }

        @Actor
        public void other(II_Result result) {
            result.r1 = (int) time.nanos(false);
        }

        @Arbiter
        public void end(II_Result result) {
            result.r2 = (int) time.nanos(false);
        }
    }
}
