package org.mainspring.mainloop;

import java.util.concurrent.atomic.AtomicInteger;
import org.mainspring.mainloop.queue.Inbox;
import org.mainspring.mainloop.queue.Member;
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
 * A wake-up against a loop that falls asleep.
 *
 * <p>A poster changes a member, posts it and signals. A loop looks into the inbox and tries to sleep. The results are
 * what the loop has seen, whether it sleeps, and whether the poster was told to wake it.
 *
 * <p>Question: can the loop sleep beside a change that it has not seen, with nobody to wake it? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class WakeWordRaces {
    private static final long LATE = 1_000;
    private static final long EARLY = 500;

    private WakeWordRaces() {}

    /** What a poster changes. */
    static final class Box extends Member {
        volatile int change;
    }

    /** The two sides of the protocol, as the engine plays them. */
    abstract static class Sides {
        final Inbox<Box> inbox = new Inbox<>();
        final WakeWord word = new WakeWord();
        final Box box = new Box();

        boolean change() {
            box.change = 1;
            inbox.post(box);
            return word.signal();
        }

        int look() {
            int seen = 0;
            if (!inbox.isEmpty()) {
                Box taken = inbox.takeAll();
                while (taken != null) {
                    Box rest = inbox.unlink(taken);
                    seen = Math.max(seen, taken.change);
                    taken = rest;
                }
            }
            return seen;
        }

        void iterate(III_Result result, long deadlineNanos) {
            word.consume();
            result.r1 = look();
            result.r2 = word.trySleep(deadlineNanos) ? 1 : 0;
        }

        void spinThenSleep(III_Result result, long deadlineNanos) {
            word.consume();
            result.r1 = look();
            result.r2 = word.trySpin(deadlineNanos) && word.trySleepAfterSpin(deadlineNanos) ? 1 : 0;
        }
    }

    /** The loop is awake, and no signal waits. */
    @JCStressTest
    @Description("Post and signal, against look and sleep.")
    @Outcome(id = "0, 1, 0", expect = Expect.FORBIDDEN, desc = "The loop sleeps beside a change: a lost wake-up.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "Seen, or kept awake, or woken.")
    @State
    public static class FromAwake extends Sides {
        @Actor
        public void poster(III_Result result) {
            result.r3 = change() ? 1 : 0;
        }

        @Actor
        public void loop(III_Result result) {
            iterate(result, Long.MAX_VALUE);
        }
    }

    /** An older signal waits to be consumed; the poster may find it and do nothing. */
    @JCStressTest
    @Description("Post and signal beside an older signal, against consume, look and sleep.")
    @Outcome(id = "0, 1, 0", expect = Expect.FORBIDDEN, desc = "The loop sleeps beside a change: a lost wake-up.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "Seen, or kept awake, or woken.")
    @State
    public static class FromSignalled extends Sides {
        /** Leaves a signal behind. */
        public FromSignalled() {
            word.signal();
        }

        @Actor
        public void poster(III_Result result) {
            result.r3 = change() ? 1 : 0;
        }

        @Actor
        public void loop(III_Result result) {
            iterate(result, Long.MAX_VALUE);
        }
    }

    /** The loop sleeps and wakes by itself, and sleeps again. */
    @JCStressTest
    @Description("Post and signal, against waking by oneself, look and sleep.")
    @Outcome(id = "0, 1, 0", expect = Expect.FORBIDDEN, desc = "The loop sleeps beside a change: a lost wake-up.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "Seen, or kept awake, or woken.")
    @State
    public static class FromAsleep extends Sides {
        /** Falls asleep. */
        public FromAsleep() {
            word.trySleep(Long.MAX_VALUE);
        }

        @Actor
        public void poster(III_Result result) {
            result.r3 = change() ? 1 : 0;
        }

        @Actor
        public void loop(III_Result result) {
            word.endSleep();
            iterate(result, Long.MAX_VALUE);
        }
    }

    /** The change matters before the moment at which the loop would wake. */
    @JCStressTest
    @Description("A deadline earlier than the loop's, against look and sleep.")
    @Outcome(id = "0, 1, 0", expect = Expect.FORBIDDEN, desc = "The loop oversleeps a deadline.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "Seen, or kept awake, or woken.")
    @State
    public static class EarlierDeadline extends Sides {
        @Actor
        public void poster(III_Result result) {
            box.change = 1;
            inbox.post(box);
            result.r3 = word.signalFor(EARLY) ? 1 : 0;
        }

        @Actor
        public void loop(III_Result result) {
            iterate(result, LATE);
        }
    }

    /** The loop spins before it sleeps. */
    @JCStressTest
    @Description("Post and signal, against look, spin and sleep.")
    @Outcome(id = "0, 1, 0", expect = Expect.FORBIDDEN, desc = "The loop sleeps beside a change: a lost wake-up.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "Seen, or ended the spin, or woken.")
    @State
    public static class IntoASpin extends Sides {
        @Actor
        public void poster(III_Result result) {
            result.r3 = change() ? 1 : 0;
        }

        @Actor
        public void loop(III_Result result) {
            spinThenSleep(result, Long.MAX_VALUE);
        }
    }

    /** The loop spins, sees something else, and spins again. */
    @JCStressTest
    @Description("Post and signal, against the end of a spin, look, spin and sleep.")
    @Outcome(id = "0, 1, 0", expect = Expect.FORBIDDEN, desc = "The loop sleeps beside a change: a lost wake-up.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "Seen, or ended the spin, or woken.")
    @State
    public static class FromSpinning extends Sides {
        /** Spins. */
        public FromSpinning() {
            word.trySpin(LATE);
        }

        @Actor
        public void poster(III_Result result) {
            result.r3 = change() ? 1 : 0;
        }

        @Actor
        public void loop(III_Result result) {
            word.endSleep();
            spinThenSleep(result, Long.MAX_VALUE);
        }
    }

    /**
     * The change matters after the end of this spin's sleep, but before that of the next: so a poster that takes the one
     * for the other must not be one whose change is missed.
     */
    @JCStressTest
    @Description("A deadline between those of two spins, against the end of the first, look, the second and sleep.")
    @Outcome(id = "0, 1, 0", expect = Expect.FORBIDDEN, desc = "The loop oversleeps a deadline.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "Seen, or ended a spin, or woken.")
    @State
    public static class BetweenTwoSpins extends Sides {
        /** Spins, to sleep but shortly. */
        public BetweenTwoSpins() {
            word.trySpin(EARLY - 1);
        }

        @Actor
        public void poster(III_Result result) {
            box.change = 1;
            inbox.post(box);
            result.r3 = word.signalFor(EARLY) ? 1 : 0;
        }

        @Actor
        public void loop(III_Result result) {
            word.endSleep();
            spinThenSleep(result, LATE);
        }
    }

    /** The change matters after the end of the sleep that is put off. */
    @JCStressTest
    @Description("A deadline later than the loop's, against spin and sleep.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The loop sleeps, and is left alone.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The spin or the sleep was ended for nothing.")
    @State
    public static class LaterDeadline {
        private final WakeWord word = new WakeWord();

        /** Spins. */
        public LaterDeadline() {
            word.trySpin(EARLY);
        }

        @Actor
        public void poster(II_Result result) {
            result.r2 = word.signalFor(LATE) ? 1 : 0;
        }

        @Actor
        public void loop(II_Result result) {
            result.r1 = word.trySleepAfterSpin(EARLY) ? 1 : 0;
        }
    }

    /** One waker, and a loop that goes from the spin to the sleep. */
    @JCStressTest
    @Description("A signal, against the end of a spin: it is seen, or it wakes.")
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "Seen without a system call, or slept and woken.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A wake-up for nobody, or a sleep that nobody ends.")
    @State
    public static class SpinEnds {
        private final WakeWord word = new WakeWord();

        /** Spins. */
        public SpinEnds() {
            word.trySpin(LATE);
        }

        @Actor
        public void waker(II_Result result) {
            result.r1 = word.signal() ? 1 : 0;
        }

        @Actor
        public void loop(II_Result result) {
            result.r2 = word.trySleepAfterSpin(LATE) ? 1 : 0;
        }
    }

    /** The loop waits elsewhere, in a poll function, and leaves word there. */
    @JCStressTest
    @Description("A signal, against a listener that is set.")
    @Outcome(
            id = {"1", "2"},
            expect = Expect.ACCEPTABLE,
            desc = "The listener is told, by the one who signals or at once, or by both.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Nobody tells the listener: a lost wake-up.")
    @State
    public static class Listener {
        private final WakeWord word = new WakeWord();
        private final AtomicInteger told = new AtomicInteger();

        @Actor
        public void waker() {
            word.signal();
        }

        @Actor
        public void loop() {
            word.setListener(told::incrementAndGet);
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = told.get();
        }
    }

    /** Two wakers, one sleeper. */
    @JCStressTest
    @Description("Two signals to a sleeper: one of the two wakes it.")
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = Expect.ACCEPTABLE,
            desc = "One wakes.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Nobody wakes, or both do.")
    @State
    public static class TwoWakers {
        private final WakeWord word = new WakeWord();

        /** Falls asleep. */
        public TwoWakers() {
            word.trySleep(LATE);
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = word.signal() ? 1 : 0;
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = word.signalFor(EARLY) ? 1 : 0;
        }
    }
}
