package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.concurrent.Mailbox;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.IOPoll;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * News that is not announced, for a loop that spins, and stops to.
 *
 * <p>Question: can a loop sleep over what came when it said that it was looking? Run {@code mvn -Pjcstress}; one operation
 * is one such encounter; any forbidden result is bad.
 */
public class PollModeRaces {
    private PollModeRaces() {}

    private static class Receiving extends Spinner {
        private final Mailbox<String> mailbox = new Mailbox<>(context(), 0, "mailbox", message -> received());

        /** One message is there, so the mailbox has its source. */
        Receiving(int others) {
            super(others);
            mailbox.post("before");
        }

        final void post() {
            mailbox.post("message");
            otherIsDone();
        }

        final void postTwice() {
            mailbox.post("message");
            mailbox.post("message");
            otherIsDone();
        }
    }

    /** The poster finds it looking, or about to sleep. */
    @JCStressTest
    @Description("A message is posted, against a loop that takes another, spins, and falls asleep.")
    @Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "Both have arrived.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The loop has slept over one.")
    @State
    public static class Post extends Receiving {
        /** One poster. */
        public Post() {
            super(1);
        }

        @Actor
        public void poster() {
            post();
        }

        @Actor
        public void loop(II_Result result) {
            iterate(2, result);
        }
    }

    /** The first may be found by a spin, and the second come when the loop is about to sleep, or spins again. */
    @JCStressTest
    @Description(
            "Two messages are posted after each other, against a loop that takes another, spins, and falls asleep.")
    @Outcome(id = "3, 0", expect = Expect.ACCEPTABLE, desc = "All have arrived.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The loop has slept over one.")
    @State
    public static class PostTwice extends Receiving {
        /** One poster. */
        public PostTwice() {
            super(1);
        }

        @Actor
        public void poster() {
            postTwice();
        }

        @Actor
        public void loop(II_Result result) {
            iterate(3, result);
        }
    }

    /**
     * One of them may have a place in the queue, and nothing there yet, when the loop looks for the last time. It needs three
     * processors: with two, jcstress leaves it out. {@code MailboxRaces.PostWithinAPost} has two posters and runs on two.
     */
    @JCStressTest
    @Description("Two messages are posted, against a loop that takes another, spins, and falls asleep.")
    @Outcome(id = "3, 0", expect = Expect.ACCEPTABLE, desc = "All have arrived.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The loop has slept over one.")
    @State
    public static class TwoPosters extends Receiving {
        /** Two posters. */
        public TwoPosters() {
            super(2);
        }

        @Actor
        public void one() {
            post();
        }

        @Actor
        public void other() {
            post();
        }

        @Actor
        public void loop(II_Result result) {
            iterate(3, result);
        }
    }

    /** A source for news that is announced only while nobody looks. */
    private static final class News implements SourceFuncs, IOPoll {
        private final Spinner loop;
        private volatile boolean there;
        private volatile boolean looking;

        News(Spinner loop) {
            this.loop = loop;
        }

        void come() {
            there = true;
            if (!looking) {
                loop.context().invoke(() -> arrive(this)); // which ends a sleep
            }
        }

        private boolean arrive(News news) {
            if (news.there) {
                news.there = false;
                loop.received();
            }
            return Source.REMOVE;
        }

        @Override
        public void pollBegin(SourceHandle self) {
            looking = true;
        }

        @Override
        public boolean poll(SourceHandle self) {
            return there;
        }

        @Override
        public void pollEnd(SourceHandle self) {
            looking = false;
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            arrive(this);
            return Source.CONTINUE;
        }
    }

    /** What the owner promises between the beginning and the end, without a queue. */
    @JCStressTest
    @Description("News comes, against a loop that spins, and falls asleep.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It has arrived.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The loop has slept over it.")
    @State
    public static class Flag {
        private final Spinner loop = new Spinner(1);
        private final News news = new News(loop);

        /** Nothing is there. */
        public Flag() {
            new Source(news).attach(loop.context());
        }

        @Actor
        public void other() {
            news.come();
            loop.otherIsDone();
        }

        @Actor
        public void loop(II_Result result) {
            loop.iterate(1, result);
        }
    }
}
