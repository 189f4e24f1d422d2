package org.mainspring.mainloop;

import org.mainspring.mainloop.queue.Inbox;
import org.mainspring.mainloop.queue.Member;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Posting against taking, and against posting.
 *
 * <p>Question: can a change stay unseen with nothing in the inbox to say so, or a member come twice? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class InboxRaces {
    private InboxRaces() {}

    /** What is posted. */
    static final class Box extends Member {
        volatile int change;
    }

    /** Takes everything; gives the number taken, and in hundreds the changes seen. */
    private static int drain(Inbox<Box> inbox) {
        int seen = 0;
        Box taken = inbox.takeAll();
        while (taken != null) {
            Box rest = inbox.unlink(taken);
            seen += 1 + 100 * taken.change;
            taken = rest;
        }
        return seen;
    }

    /** The member is in the inbox already, so that the post may do nothing. */
    @JCStressTest
    @Description("A member that is posted changes and is posted again, against a taker.")
    @Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "The change is neither seen nor announced.")
    @Outcome(id = "1, 101", expect = Expect.ACCEPTABLE, desc = "It is seen the next time.")
    @Outcome(id = "101, 0", expect = Expect.ACCEPTABLE, desc = "It was seen.")
    @Outcome(id = "101, 101", expect = Expect.ACCEPTABLE, desc = "It was seen, and is announced once more.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The inbox is broken.")
    @State
    public static class PostedAgain {
        private final Inbox<Box> inbox = new Inbox<>();
        private final Box box = new Box();

        /** Posts the member. */
        public PostedAgain() {
            inbox.post(box);
        }

        @Actor
        public void poster() {
            box.change = 1;
            inbox.post(box);
        }

        @Actor
        public void taker(II_Result result) {
            result.r1 = drain(inbox);
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = drain(inbox);
        }
    }

    /** One more comes while what is there is taken. */
    @JCStressTest
    @Description("A second member is posted, against a taker.")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The second comes later.")
    @Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "Both were taken.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Something was lost, or came twice.")
    @State
    public static class SecondMember {
        private final Inbox<Box> inbox = new Inbox<>();
        private final Box second = new Box();

        /** Posts the first. */
        public SecondMember() {
            inbox.post(new Box());
        }

        @Actor
        public void poster() {
            inbox.post(second);
        }

        @Actor
        public void taker(II_Result result) {
            result.r1 = drain(inbox);
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = drain(inbox);
        }
    }

    /** Both find the member out of the inbox, or one does. */
    @JCStressTest
    @Description("Two posters of one member, and one of another.")
    @Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "Each is there once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Something was lost, or is there twice.")
    @State
    public static class TwoPosters {
        private final Inbox<Box> inbox = new Inbox<>();
        private final Box both = new Box();
        private final Box mine = new Box();

        @Actor
        public void one() {
            inbox.post(both);
        }

        @Actor
        public void other() {
            inbox.post(mine);
            inbox.post(both);
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r1 = drain(inbox);
            result.r2 = drain(inbox);
        }
    }
}
