package org.mainspring.mainloop;

import org.mainspring.mainloop.Ownership.Entry;
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
 * Threads that want one context.
 *
 * <p>Question: can two be inside at once, or one wait while nobody is? Run {@code mvn -Pjcstress}; one operation is one
 * such encounter; any forbidden result is bad.
 */
public class OwnershipRaces {
    private OwnershipRaces() {}

    /** What is guarded is a plain field. Who holds on must not be tested: jcstress lets actors die, and they lose it. */
    @JCStressTest
    @Description("Two owners write to what the ownership guards.")
    @Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "One after the other.")
    @Outcome(
            id = {"1, 0, 1", "0, 1, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "One was refused.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A write was lost, or both were refused.")
    @State
    public static class TwoOwners {
        private final Ownership ownership = new Ownership();
        private int guarded;

        private int own() {
            if (!ownership.tryAcquire()) {
                return 0;
            }
            guarded++;
            ownership.release();
            return 1;
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = own();
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = own();
        }

        @Arbiter
        public void sum(III_Result result) {
            result.r3 = guarded;
        }
    }

    /** A visitor is refused, an owner waits for it to leave. */
    @JCStressTest
    @Description("An owner and a visitor write to what the ownership guards.")
    @Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "One after the other.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "The visitor was refused.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A write was lost, or an owner was refused because of a visitor.")
    @State
    public static class OwnerAndVisitor {
        private final Ownership ownership = new Ownership();
        private int guarded;

        @Actor
        public void owner(III_Result result) {
            if (ownership.tryAcquire()) {
                guarded++;
                ownership.release();
                result.r1 = 1;
            }
        }

        @Actor
        public void visitor(III_Result result) {
            Entry entry = ownership.enter();
            if (entry == Entry.VISITOR) {
                guarded++;
                ownership.leave(entry);
                result.r2 = 1;
            }
        }

        @Arbiter
        public void sum(III_Result result) {
            result.r3 = guarded;
        }
    }

    /** Both come in in the end. */
    @JCStressTest
    @Description("Two visitors write to what the ownership guards.")
    @Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "One after the other.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A write was lost, or one was refused.")
    @State
    public static class TwoVisitors {
        private final Ownership ownership = new Ownership();
        private int guarded;

        private int visit() {
            Entry entry = ownership.enter();
            guarded++;
            ownership.leave(entry);
            return entry == Entry.VISITOR ? 1 : 0;
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = visit();
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = visit();
        }

        @Arbiter
        public void sum(III_Result result) {
            result.r3 = guarded;
        }
    }

    /** The one waits while the other owns, and must be told when that ends. */
    @JCStressTest
    @Description("Acquire and release, against waiting for a hand-over.")
    @Outcome(id = "[01], 1", expect = Expect.ACCEPTABLE, desc = "The one that waits becomes the owner.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It waits in vain.")
    @State
    public static class HandOver {
        private static final int LOOKS = 5; // a wait looks around every 100 ms

        private final Ownership ownership = new Ownership();
        private int looks;

        @Actor
        public void owner(II_Result result) {
            if (ownership.tryAcquire()) {
                ownership.release();
                result.r1 = 1;
            }
        }

        @Actor
        public void waiter(II_Result result) {
            if (ownership.awaitHandOver(() -> ++looks < LOOKS)) {
                ownership.release();
                result.r2 = looks < LOOKS ? 1 : 2;
            }
        }
    }
}
