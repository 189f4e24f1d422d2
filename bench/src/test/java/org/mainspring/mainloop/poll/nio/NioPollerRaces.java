package org.mainspring.mainloop.poll.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.time.Clock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A wake-up against one who changes the poller in use, from the one that parks to the one that selects and back.
 *
 * <p>Question: can a wake-up stay behind with the poller that is not in use any more? Run {@code mvn -Pjcstress}; one
 * operation is one such encounter; any forbidden result is bad.
 */
public class NioPollerRaces {
    private NioPollerRaces() {}

    /** A poll that is about to wait looks at it; then the time that it was to wait has passed. */
    private static final class TellTaleClock implements Clock {
        private int looks; // confined to the one who polls, and published by jcstress between actors and arbiter

        @Override
        public long nanos() {
            return looks++;
        }
    }

    /** A poller, a record that comes and goes, and what the one who wakes it has written before. */
    abstract static class Sides {
        static {
            MemoryProvider.install();
        }

        private final TellTaleClock clock = new TellTaleClock();
        final NioPoller poller = new NioPoller(clock);
        final PollRecord record = new PollRecord(newChannel(), IOCondition.IN);
        private volatile boolean written;

        private static Pipe.SourceChannel newChannel() {
            try {
                Pipe.SourceChannel channel = Pipe.open().source();
                channel.configureBlocking(false);
                return channel;
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        final void wake() {
            written = true;
            poller.wakeup();
        }

        /** Takes a wake-up back, if there is one, and looks: for the last time before the next poll. */
        final int takeThenLook() {
            poll(0);
            return written ? 1 : 0;
        }

        /** Whether the next poll, when all is quiet, does not wait. */
        final int isWoken() {
            clock.looks = 0;
            poll(1);
            return clock.looks == 0 ? 1 : 0;
        }

        private void poll(long timeoutNanos) {
            poller.poll(timeoutNanos, (ready, seen) -> {});
        }
    }

    /** What is to be watched comes. */
    @JCStressTest
    @Description("The first record is added after a look; against one that wakes.")
    @Outcome(
            id = {"1, 0", "1, 1", "0, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "It is seen, or ends the next poll.")
    @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "It has stayed behind with the poller that parks.")
    @State
    public static class FirstRecord extends Sides {
        @Actor
        public void owner(II_Result result) {
            result.r1 = takeThenLook();
            poller.add(record);
        }

        @Actor
        public void waker() {
            wake();
        }

        @Arbiter
        public void poll(II_Result result) {
            result.r2 = isWoken();
        }
    }

    /** The same where the waker may find another wake-up, and leave it at that. */
    @JCStressTest
    @Description("A wake-up is taken back, then the first record is added after a look; against one that wakes.")
    @Outcome(
            id = {"1, 0", "1, 1", "0, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "It is seen, or ends the next poll.")
    @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "It has stayed behind with the poller that parks.")
    @State
    public static class FirstRecordBesideAWakeup extends Sides {
        /** One is there. */
        public FirstRecordBesideAWakeup() {
            poller.wakeup();
        }

        @Actor
        public void owner(II_Result result) {
            result.r1 = takeThenLook();
            poller.add(record);
        }

        @Actor
        public void waker() {
            wake();
        }

        @Arbiter
        public void poll(II_Result result) {
            result.r2 = isWoken();
        }
    }

    /** What is to be watched goes. */
    @JCStressTest
    @Description("The last record is removed after a look; against one that wakes.")
    @Outcome(
            id = {"1, 0", "1, 1", "0, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "It is seen, or ends the next poll.")
    @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "It has stayed behind with the poller that selects.")
    @State
    public static class LastRecord extends Sides {
        /** One is there. */
        public LastRecord() {
            poller.add(record);
        }

        @Actor
        public void owner(II_Result result) {
            result.r1 = takeThenLook();
            poller.remove(record);
        }

        @Actor
        public void waker() {
            wake();
        }

        @Arbiter
        public void poll(II_Result result) {
            result.r2 = isWoken();
        }
    }

    /** The waker may find the poller in use that he knows, though another was in between. */
    @JCStressTest
    @Description("A record is added and removed after a look; against one that wakes.")
    @Outcome(
            id = {"1, 0", "1, 1", "0, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "It is seen, or ends the next poll.")
    @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "It has stayed behind.")
    @State
    public static class ThereAndBack extends Sides {
        @Actor
        public void owner(II_Result result) {
            result.r1 = takeThenLook();
            poller.add(record);
            poller.remove(record);
        }

        @Actor
        public void waker() {
            wake();
        }

        @Arbiter
        public void poll(II_Result result) {
            result.r2 = isWoken();
        }
    }
}
