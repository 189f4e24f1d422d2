package org.mainspring.mainloop.poll.nio;

import java.nio.channels.spi.SelectorProvider;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A wake-up against a poller that selects: its flag and the byte in its pipe. Pipe and selector are of memory, all between
 * them is ours.
 *
 * <p>Question: can a thread select beside a wake-up, whose byte was read along with an older one? Run {@code mvn -Pjcstress};
 * one operation is one such encounter; any forbidden result is bad.
 */
public class SelectorPollerRaces {
    private SelectorPollerRaces() {}

    /** A poller, and what the one who wakes it has written before. */
    abstract static class Sides {
        static {
            MemoryProvider.install();
        }

        final MemorySelector selector = new MemorySelector(SelectorProvider.provider(), 1);
        final SelectorPoller poller = new SelectorPoller(SystemClock.INSTANCE, selector);
        private volatile boolean written;

        final void poll(long timeoutNanos) {
            poller.poll(timeoutNanos, (record, seen) -> {});
        }

        final void pollUntilWritten(II_Result result) {
            do {
                poll(Nanos.NEVER);
            } while (!written && selector.sleptOver() == 0);
            result.r1 = written ? 1 : 0;
            result.r2 = selector.sleptOver();
        }

        final void wake() {
            written = true;
            poller.wakeup();
            selector.otherIsDone();
        }
    }

    /** The poller is new. */
    @JCStressTest
    @Description("A thread polls without end, against one that wakes it.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It is awake, and sees what was written before.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It has slept beside a wake-up.")
    @State
    public static class Wake extends Sides {
        @Actor
        public void sleeper(II_Result result) {
            pollUntilWritten(result);
        }

        @Actor
        public void waker() {
            wake();
        }
    }

    /** A wake-up is there already, with its byte; the waker may find it and leave it at that. */
    @JCStressTest
    @Description("A thread polls without end where a wake-up is already, against one that wakes it.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It is awake, and sees what was written before.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It has slept beside a wake-up.")
    @State
    public static class WakeBesideAnother extends Sides {
        /** One is there. */
        public WakeBesideAnother() {
            poller.wakeup();
        }

        @Actor
        public void sleeper(II_Result result) {
            pollUntilWritten(result);
        }

        @Actor
        public void waker() {
            wake();
        }
    }

    /** The flag of an older wake-up was taken, and its byte is still to be read: the new one may be read with it. */
    @JCStressTest
    @Description("A thread reads the byte of an older wake-up and polls without end, against one that wakes it.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It is awake, and sees what was written before.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It has slept beside a wake-up.")
    @State
    public static class WakeBesideALeftByte extends Sides {
        /** One was there. */
        public WakeBesideALeftByte() {
            poller.wakeup();
            poll(0);
        }

        @Actor
        public void sleeper(II_Result result) {
            pollUntilWritten(result);
        }

        @Actor
        public void waker() {
            wake();
        }
    }

    /** The same after a look in vain, since when polls wait at once. */
    @JCStressTest
    @Description("A thread that has looked in vain reads such a byte and waits at once, against one that wakes it.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It is awake, and sees what was written before.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It has slept beside a wake-up.")
    @State
    public static class WakeBesideALeftByteAfterALook extends Sides {
        /** One has ended a wait. */
        public WakeBesideALeftByteAfterALook() {
            poll(0);
            selector.onWait(poller::wakeup);
            poll(Nanos.NEVER);
        }

        @Actor
        public void sleeper(II_Result result) {
            pollUntilWritten(result);
        }

        @Actor
        public void waker() {
            wake();
        }
    }
}
