package org.mainspring.task;

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

/**
 * Users of one counted object who come and go at the same time.
 *
 * <p>Question: can it be disposed of twice, never, or while somebody has it? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class RefCountRaces {
    private RefCountRaces() {}

    /** An object that counts how often it was disposed of. */
    static final class Counted extends AbstractRefCounted {
        private final AtomicInteger disposals = new AtomicInteger();

        @Override
        protected void dispose() {
            disposals.incrementAndGet();
        }

        int disposals() {
            return disposals.get();
        }
    }

    /** Two users, and both let go. */
    @JCStressTest
    @Description("The last user but one lets go, against the last.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It was disposed of by the one who came last.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was disposed of twice or never.")
    @State
    public static class ReleaseAgainstRelease {
        private final Counted object = new Counted();

        /** An object with two users. */
        public ReleaseAgainstRelease() {
            object.retain();
        }

        @Actor
        public void one() {
            object.release();
        }

        @Actor
        public void other() {
            object.release();
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = object.disposals();
            result.r2 = object.count();
        }
    }

    /** One user lets go, and one who is no user yet wants to be. */
    @JCStressTest
    @Description("A user comes, against the last who lets go.")
    @Outcome(
            id = "1, 0, 1",
            expect = Expect.ACCEPTABLE,
            desc = "He came in time, and nothing was disposed of while he had it.")
    @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "He came too late, and was told so.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "He has got what was disposed of, or it was twice or never.")
    @State
    public static class RetainAgainstLastRelease {
        private final Counted object = new Counted();

        @Actor
        public void comer(III_Result result) {
            try {
                object.retain();
            } catch (IllegalStateException late) {
                return;
            }
            result.r1 = 1;
            result.r2 = object.disposals();
            object.release();
        }

        @Actor
        public void last() {
            object.release();
        }

        @Arbiter
        public void look(III_Result result) {
            result.r3 = object.disposals();
        }
    }
}
