package org.mainspring.mainloop.concurrent;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.SleepJudge;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Spinner;
import org.mainspring.mainloop.time.SystemClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Posting against a loop that falls asleep, against posting, and against the end of the context.
 *
 * <p>Question: can a loop sleep over a message, or a message be lost or come twice? Run {@code mvn -Pjcstress}; one operation
 * is one such encounter; any forbidden result is bad.
 */
public class MailboxRaces {
    private MailboxRaces() {}

    /** A context with a mailbox, which has so many messages and so many posters. */
    abstract static class Loop {
        final AtomicInteger received = new AtomicInteger();
        final AtomicInteger discarded = new AtomicInteger();
        final SleepJudge sleep;
        final MainContext context;
        final Mailbox<String> mailbox;

        Loop(int posters, int before) {
            sleep = new SleepJudge(posters);
            context = new MainContext(SystemClock.INSTANCE, ignored -> sleep);
            mailbox = new Mailbox<>(context, 0, "mailbox", new Mailbox.Receiver<>() {
                @Override
                public void receive(String message) {
                    received.incrementAndGet();
                }

                @Override
                public void discard(String message) {
                    discarded.incrementAndGet();
                }
            });
            for (int i = 0; i < before; i++) {
                mailbox.post("before");
            }
        }

        void post() {
            mailbox.post("message");
            sleep.otherIsDone();
        }

        /** How many were received, and how many were discarded. */
        void tellEnds(II_Result result) {
            result.r1 = received.get();
            result.r2 = discarded.get();
        }

        void iterate(int count) {
            while (received.get() < count && sleep.sleptOver() == 0) {
                context.iteration(true);
            }
        }
    }

    /** The first message of all: the source is attached meanwhile. */
    @JCStressTest
    @Description("The first message is posted, against a loop that falls asleep.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It has arrived.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The loop has slept over it.")
    @State
    public static class First extends Loop {
        /** Nothing is there. */
        public First() {
            super(1, 0);
        }

        @Actor
        public void poster() {
            post();
        }

        @Actor
        public void loop(II_Result result) {
            iterate(1);
            result.r1 = received.get();
            result.r2 = sleep.sleptOver();
        }
    }

    /** One is there, so the loop is busy, and looks for more before it sleeps. */
    @JCStressTest
    @Description("A message is posted, against a loop that takes another and falls asleep.")
    @Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "Both have arrived.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The loop has slept over one.")
    @State
    public static class Next extends Loop {
        /** One is there. */
        public Next() {
            super(1, 1);
        }

        @Actor
        public void poster() {
            post();
        }

        @Actor
        public void loop(II_Result result) {
            iterate(2);
            result.r1 = received.get();
            result.r2 = sleep.sleptOver();
        }
    }

    /** The chunk is full, unless the loop has been quick: the poster links the next one, whose index it writes late. */
    @JCStressTest
    @Description("A message is posted that lets the queue grow, against a loop that empties it and falls asleep.")
    @Outcome(id = MessageQueue.FIRST_CHUNK + ", 0", expect = Expect.ACCEPTABLE, desc = "All have arrived.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The loop has slept over one.")
    @State
    public static class Growing extends Loop {
        /** As many are there as a chunk holds. */
        public Growing() {
            super(1, MessageQueue.FIRST_CHUNK - 1);
        }

        @Actor
        public void poster() {
            post();
        }

        @Actor
        public void loop(II_Result result) {
            iterate(MessageQueue.FIRST_CHUNK);
            result.r1 = received.get();
            result.r2 = sleep.sleptOver();
        }
    }

    /** What poster and owner do where the queue grows, and nothing else: so much so that a fence left out is found. */
    @JCStressTest
    @Description(
            "A message is offered to a full queue, then a word is read; against one who empties it, writes the word and looks.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The poster wakes the owner.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "The owner has seen the message.")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Neither: a wake-up is lost.")
    @State
    public static class Fence {
        private final MessageQueue<String> queue = new MessageQueue<>(2);
        private volatile boolean idle;

        /** One is there, which is as many as a chunk of two holds. */
        public Fence() {
            queue.offer("before");
        }

        @Actor
        public void poster(II_Result result) {
            queue.offer("message");
            result.r1 = idle ? 1 : 0;
        }

        @Actor
        public void owner(II_Result result) {
            queue.poll();
            idle = true;
            result.r2 = queue.peek() != null ? 1 : 0;
        }
    }

    /** Two attach the source, or find it attached by the other. The loop looks when both are done: all that woke it counts. */
    @JCStressTest
    @Description("Two post the first messages, to a loop that is asleep when both are there.")
    @Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "Both arrive.")
    @Outcome(
            expect = Expect.FORBIDDEN,
            desc = "The loop sleeps over one, or one comes twice, or two sources are attached.")
    @State
    public static class TwoPosters extends Loop {
        /** Nothing is there. */
        public TwoPosters() {
            super(2, 0);
        }

        @Actor
        public void one() {
            post();
        }

        @Actor
        public void other() {
            post();
        }

        @Arbiter
        public void loop(II_Result result) {
            iterate(2);
            context.iteration(false);
            result.r1 = received.get();
            result.r2 = sleep.sleptOver() + (context.findById(2) != null ? 1 : 0);
        }
    }

    /** A queue in which one who posts is overtaken, once: another posts when he has offered, and has yet to look. */
    private static final class Overtaking extends MessageQueue<String> {
        /** Who overtakes the next post; null if nobody does. Confined to the one who posts. */
        private @Nullable Runnable other;

        @Override
        public boolean offer(String message) {
            super.offer(message);
            Runnable overtaking = other;
            if (overtaking != null) {
                other = null;
                overtaking.run();
            }
            return true;
        }
    }

    /**
     * Two posters in one thread, in the order that matters: one offers; the other posts, and wakes the loop if need be; then
     * the one looks whether it may sleep, finds that it may not, and relies on the other. For a loop that spins as well.
     */
    @JCStressTest
    @Description(
            "A message is posted while another is being posted, against a loop that takes a third, spins, and falls asleep.")
    @Outcome(id = "3, 0", expect = Expect.ACCEPTABLE, desc = "All have arrived.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The loop has slept over one.")
    @State
    public static class PostWithinAPost {
        private final Spinner loop = new Spinner(1);
        private final Overtaking queue = new Overtaking();
        private final Mailbox<String> mailbox =
                new Mailbox<>(loop.context(), 0, "mailbox", message -> loop.received(), queue, Integer.MAX_VALUE);

        /** One message is there, so the mailbox has its source. */
        public PostWithinAPost() {
            mailbox.post("before");
            queue.other = () -> mailbox.post("message");
        }

        @Actor
        public void posters() {
            mailbox.post("message");
            loop.otherIsDone();
        }

        @Actor
        public void loop(II_Result result) {
            loop.iterate(3, result);
        }
    }

    /** Whoever sees the other sweeps. */
    @JCStressTest
    @Description("A message is posted, against the end of the context, where another is.")
    @Outcome(id = "0, 2", expect = Expect.ACCEPTABLE, desc = "Both are discarded.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was lost, or came twice.")
    @State
    public static class Closed extends Loop {
        /** One is there. */
        public Closed() {
            super(1, 1);
        }

        @Actor
        public void poster() {
            post();
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void end(II_Result result) {
            tellEnds(result);
        }
    }

    /** The poster may find the loop idle before its end, and clear that after it. */
    @JCStressTest
    @Description("A message is posted, against the end of the context, which was idle; then another.")
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "One was received before; both are discarded.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was lost, or came twice.")
    @State
    public static class ClosedWhenIdle extends Loop {
        /** One has come, and the loop has looked for more. */
        public ClosedWhenIdle() {
            super(1, 1);
            context.iteration(false);
            context.iteration(false);
        }

        @Actor
        public void poster() {
            post();
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void end(II_Result result) {
            mailbox.post("late");
            tellEnds(result);
        }
    }

    /** The source that takes the place of the one that was destroyed may come too late. */
    @JCStressTest
    @Description(
            "The mailbox's source is destroyed, against the end of the context, where a message is; then another comes.")
    @Outcome(id = "0, 2", expect = Expect.ACCEPTABLE, desc = "Both are discarded.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was lost, or came twice.")
    @State
    public static class DestroyedAndClosed extends Loop {
        private final Source source;

        /** One is there. */
        public DestroyedAndClosed() {
            super(0, 1);
            source = context.findById(1);
        }

        @Actor
        public void destroyer() {
            source.destroy();
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void end(II_Result result) {
            mailbox.post("late");
            tellEnds(result);
        }
    }

    /** Both sweep. */
    @JCStressTest
    @Description("Two messages are posted after the end of the context.")
    @Outcome(id = "0, 2", expect = Expect.ACCEPTABLE, desc = "Both are discarded.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was lost, or came twice.")
    @State
    public static class Late extends Loop {
        /** The context is closed. */
        public Late() {
            super(2, 0);
            context.close();
        }

        @Actor
        public void one() {
            post();
        }

        @Actor
        public void other() {
            post();
        }

        @Arbiter
        public void end(II_Result result) {
            tellEnds(result);
        }
    }

    /** Two who sweep, and nothing else: so much so that a monitor left out is found. */
    @JCStressTest
    @Description("A queue with messages is swept by two at once.")
    @Outcome(id = "4, 10", expect = Expect.ACCEPTABLE, desc = "Each message was told of once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was lost, or came twice.")
    @State
    public static class Swept {
        private static final int MESSAGES = 4;
        private final MessageQueue<Integer> queue = new MessageQueue<>();
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger sum = new AtomicInteger();

        /** Those messages are there. */
        public Swept() {
            for (int message = 1; message <= MESSAGES; message++) {
                queue.offer(message);
            }
        }

        private void told(int message) {
            count.incrementAndGet();
            sum.addAndGet(message);
        }

        @Actor
        public void one() {
            queue.sweep(this::told);
        }

        @Actor
        public void other() {
            queue.sweep(this::told);
        }

        @Arbiter
        public void end(II_Result result) {
            result.r1 = count.get();
            result.r2 = sum.get();
        }
    }
}
