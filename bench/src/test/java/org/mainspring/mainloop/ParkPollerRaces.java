package org.mainspring.mainloop;

import java.util.concurrent.locks.LockSupport;
import org.mainspring.mainloop.poll.park.ParkPoller;
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
 * A wake-up against a poller that parks its thread.
 *
 * <p>Question: can a thread park beside a wake-up? Run {@code mvn -Pjcstress}; one operation is one such encounter; any
 * forbidden result is bad.
 */
public class ParkPollerRaces {
    private ParkPollerRaces() {}

    /** A poller, and the thread that parks in it. */
    abstract static class Sides {
        final ParkPoller poller = new ParkPoller(SystemClock.INSTANCE);
        private final OversleepHelp help = new OversleepHelp();
        private volatile Thread sleeper;
        private volatile boolean written;

        final int sleep() {
            sleeper = Thread.currentThread();
            poller.poll(Nanos.NEVER, (record, seen) -> {});
            int seen = written ? 1 : 0;
            help.isUp();
            return seen;
        }

        final int lookThenSleep() {
            sleeper = Thread.currentThread();
            poller.poll(0, (record, seen) -> {});
            if (written) {
                help.isUp();
                return 1;
            }
            return sleep();
        }

        final int wake() {
            written = true;
            poller.wakeup();
            return help.helpIfNeeded(() -> LockSupport.unpark(sleeper));
        }
    }

    /** The poller is new. */
    @JCStressTest
    @Description("A thread polls without end, against one that wakes it.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It is awake, and sees what was written before.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It has parked beside a wake-up.")
    @State
    public static class Wake extends Sides {
        @Actor
        public void sleeper(II_Result result) {
            result.r1 = sleep();
        }

        @Actor
        public void waker(II_Result result) {
            result.r2 = wake();
        }
    }

    /** A wake-up is there already, and is taken back by a poll of 0; the waker may find it and leave it at that. */
    @JCStressTest
    @Description(
            "A thread takes a wake-up back and looks, then polls without end unless it has seen something; against one that wakes it.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It is awake, and sees what was written before.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It has parked beside a wake-up.")
    @State
    public static class WakeBesideAnother extends Sides {
        /** One is there. */
        public WakeBesideAnother() {
            poller.wakeup();
        }

        @Actor
        public void sleeper(II_Result result) {
            result.r1 = lookThenSleep();
        }

        @Actor
        public void waker(II_Result result) {
            result.r2 = wake();
        }
    }
}
