package org.mainspring.task;

import java.util.concurrent.atomic.AtomicInteger;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.poll.park.ParkPoller;
import org.mainspring.mainloop.time.SystemClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * What is to be done when a context is closed, and is called off meanwhile.
 *
 * <p>Question: can it be done twice? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class AtCloseRaces {
    private AtCloseRaces() {}

    /** Called off at the last moment. */
    @JCStressTest
    @Description("Something is called off, against somebody who closes the context.")
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "It was called off.")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The context was closed first, or was being closed.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was done twice.")
    @State
    public static class CallOffAgainstClose {
        private final MainContext context = new MainContext(SystemClock.INSTANCE, ParkPoller::new);
        private final AtomicInteger done = new AtomicInteger();
        private final AtClose atClose = AtClose.of(context, done::incrementAndGet);

        @Actor
        public void caller() {
            atClose.callOff();
        }

        @Actor
        public void closer() {
            context.close();
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = done.get();
        }
    }
}
