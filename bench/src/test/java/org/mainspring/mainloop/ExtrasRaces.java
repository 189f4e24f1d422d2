package org.mainspring.mainloop;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * What few sources have, given to one source by two threads, neither of which finds anything there.
 *
 * <p>Question: can what one has given be lost with what the other has made? Run {@code mvn
 * -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class ExtrasRaces {
    private ExtrasRaces() {}

    /** Both set the hook, of which there is one. */
    @JCStressTest
    @Description("setDisposeHook, against setDisposeHook.")
    @Outcome(
            id = {"1, 0, 1", "0, 1, 2"},
            expect = Expect.ACCEPTABLE,
            desc = "One is set, the other refused, and the one that is set runs.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both or none were set, or another runs than was.")
    @State
    public static class DisposeAgainstDispose {
        private final Source source = Sources.idle();
        private final AtomicInteger ran = new AtomicInteger();

        private int set(int number) {
            try {
                source.setDisposeHook(self -> ran.addAndGet(number));
                return 1;
            } catch (IllegalStateException refused) {
                return 0;
            }
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = set(1);
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = set(2);
        }

        @Arbiter
        public void look(III_Result result) {
            source.destroy();
            result.r3 = ran.get();
        }
    }

    /** Two fields of the same extras. */
    @JCStressTest
    @Description("setDisposeHook, against setName.")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "It has both.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was lost.")
    @State
    public static class DisposeAgainstName {
        private static final String NAME = "named";
        private final Source source = Sources.idle();
        private final AtomicInteger ran = new AtomicInteger();

        @Actor
        public void hook() {
            source.setDisposeHook(self -> ran.incrementAndGet());
        }

        @Actor
        public void name() {
            source.setName(NAME);
        }

        @Arbiter
        public void look(II_Result result) {
            source.destroy();
            result.r1 = ran.get();
            result.r2 = NAME.equals(source.name()) ? 1 : 0;
        }
    }

    /** Two children of a parent that had none. */
    @JCStressTest
    @Description("addChild, against addChild.")
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "It has both.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was lost.")
    @State
    public static class ChildAgainstChild {
        private final Source parent = Sources.idle();
        private final Source first = Sources.idle();
        private final Source second = Sources.idle();

        @Actor
        public void one() {
            parent.addChild(first);
        }

        @Actor
        public void other() {
            parent.addChild(second);
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = parent.children().length;
        }
    }

    /** A source is moved, and moved again while its owner takes up the place of the first time. */
    @JCStressTest
    @Description("Priorities are set anew, against the owner who takes up the places that are wanted.")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It stands where it was wanted last.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The last place was lost.")
    @State
    public static class PlaceAgainstTake {
        private final MainContext context = new MainContext();
        private final Source source = Sources.idle();
        private final Source other = Sources.idle();

        /** Two sources that are called and stay. */
        public PlaceAgainstTake() {
            source.setCallback(() -> Source.CONTINUE);
            other.setCallback(() -> Source.CONTINUE);
            source.attach(context);
            other.attach(context);
        }

        @Actor
        public void owner() {
            context.iteration(false);
        }

        @Actor
        public void mover() {
            source.setPriority(source.priority());
            other.setPriority(other.priority());
            source.setPriority(source.priority());
        }

        @Arbiter
        public void look(I_Result result) {
            context.iteration(false);
            result.r1 = other.position() < source.position() ? 1 : 0;
        }
    }
}
