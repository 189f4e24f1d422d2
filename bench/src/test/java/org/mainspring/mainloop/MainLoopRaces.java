package org.mainspring.mainloop;

import org.mainspring.mainloop.testing.VirtualClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two threads that run one loop.
 *
 * <p>Question: can the end of one run take away another that begins after the quit? Run {@code mvn -Pjcstress}; one
 * operation is one such encounter; any forbidden result is bad.
 */
public class MainLoopRaces {
    private MainLoopRaces() {}

    /** A poller that never waits. */
    private static final class NoPoller extends ChannellessPoller {
        @Override
        public void poll(long timeoutNanos, ReadyRecords ready) {}

        @Override
        public void wakeup() {}

        @Override
        public void close() {}
    }

    /** The results: whether the second came after the quit, and how often the callback has run, which quits each time. */
    @JCStressTest
    @Description("A loop that has been quit is run by another thread while its first run ends.")
    @Outcome(
            id = "1, 1",
            expect = Expect.FORBIDDEN,
            desc = "The second returned without an iteration, and nobody had quit it.")
    @Outcome(
            id = {"0, 1", "1, 2"},
            expect = Expect.ACCEPTABLE,
            desc = "The second came too early for this; or one of the two went on.")
    @State
    public static class RunAgainstEnd {
        private static final int LOOKS = 1_000;

        private final MainContext context = new MainContext(new VirtualClock(), clock -> new NoPoller());
        private final MainLoop loop = new MainLoop(context);
        private volatile boolean quit;
        private int calls;

        public RunAgainstEnd() {
            context.idleAdd(() -> {
                calls++;
                loop.quit();
                quit = true;
                return Source.CONTINUE;
            });
        }

        @Actor
        public void first() {
            loop.run();
        }

        @Actor
        public void second(II_Result result) {
            for (int i = 0; i < LOOKS && !quit; i++) {
                Thread.onSpinWait();
            }
            if (quit) {
                result.r1 = 1;
                loop.run();
            }
        }

        @Arbiter
        public void sum(II_Result result) {
            result.r2 = calls;
        }
    }
}
