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

/**
 * Threads that want a context whose owner has died.
 *
 * <p>Question: can two be inside at once, or none? Run {@code mvn -Pjcstress}; one operation is one such encounter, and the
 * life of a thread; any forbidden result is bad.
 */
public class DeadOwnerRaces {
    private DeadOwnerRaces() {}

    /** What is guarded is a plain field. */
    abstract static class Left {
        final Ownership ownership = new Ownership();
        int guarded;

        Left() {
            Thread owner = new Thread(() -> {
                ownership.tryAcquire();
                guarded = 1;
            });
            owner.start();
            boolean interrupted = false;
            while (owner.isAlive()) {
                try {
                    owner.join();
                } catch (InterruptedException early) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        final int own() {
            if (!ownership.tryAcquire()) {
                return 0;
            }
            guarded++;
            ownership.release();
            return 1;
        }

        /** As one who has posted. */
        final int visit() {
            if (ownership.isLeft()) {
                Entry entry = ownership.enter();
                if (entry == Entry.VISITOR) {
                    guarded++;
                    ownership.leave(entry);
                    return 1;
                }
            }
            return 0;
        }
    }

    /** Two find out. */
    @JCStressTest
    @Description("Two who have posted to an owner who has died.")
    @Outcome(id = "1, 1, 3", expect = Expect.ACCEPTABLE, desc = "One after the other.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A write was lost, or one was refused.")
    @State
    public static class TwoWhoHavePosted extends Left {
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

    /** One finds out, one takes the context over. */
    @JCStressTest
    @Description("One who has posted to an owner who has died, and one who wants to own.")
    @Outcome(id = "1, 1, 3", expect = Expect.ACCEPTABLE, desc = "One after the other.")
    @Outcome(id = "1, 0, 2", expect = Expect.ACCEPTABLE, desc = "The one who has posted found the new owner.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A write was lost, or the owner was refused.")
    @State
    public static class AcquireAndPost extends Left {
        @Actor
        public void owner(III_Result result) {
            result.r1 = own();
        }

        @Actor
        public void poster(III_Result result) {
            result.r2 = visit();
        }

        @Arbiter
        public void sum(III_Result result) {
            result.r3 = guarded;
        }
    }
}
