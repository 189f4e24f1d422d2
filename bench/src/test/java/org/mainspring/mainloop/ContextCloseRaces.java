package org.mainspring.mainloop;

import java.util.concurrent.atomic.AtomicInteger;
import org.mainspring.mainloop.testing.VirtualClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Somebody who closes a context, against others who want it.
 *
 * <p>Question: can a context be closed twice, or be iterated afterwards, when nobody wakes it any more? Run {@code mvn
 * -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class ContextCloseRaces {
    private ContextCloseRaces() {}

    /** A poller that counts what may not happen. */
    private static final class OncePoller extends ChannellessPoller {
        int closed;
        int polledTooLate;

        @Override
        public void poll(long timeoutNanos, ReadyRecords ready) {
            polledTooLate += closed;
        }

        @Override
        public void wakeup() {}

        @Override
        public void close() {
            closed++;
        }
    }

    /** A context on such a poller. */
    private static class Contested {
        final OncePoller poller = new OncePoller();
        final MainContext context = new MainContext(new VirtualClock(), clock -> poller);

        /** 1 if it was closed, by whoever; 0 if another thread was in it. */
        final int close() {
            try {
                context.close();
                return 1;
            } catch (IllegalStateException owned) {
                return 0;
            }
        }
    }

    /** Both find it open at first. */
    @JCStressTest
    @Description("A context is closed by two threads.")
    @Outcome(
            id = {"1, 1, 1", "0, 1, 1", "1, 0, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "It was closed once; who came too late saw so, or met the other one in it.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was closed twice, or not at all.")
    @State
    public static class CloseAgainstClose extends Contested {
        @Actor
        public void one(III_Result result) {
            result.r1 = close();
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = close();
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = poller.closed;
        }
    }

    /** The one who iterates finds it open, and then free. */
    @JCStressTest
    @Description("A context is closed, and iterated by another thread, which would wait.")
    @Outcome(
            id = {"1, 1, 0", "1, 2, 0", "0, 1, 0"},
            expect = Expect.ACCEPTABLE,
            desc = "It was iterated before it was closed, or not at all.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was iterated when it was closed.")
    @State
    public static class CloseAgainstIteration extends Contested {
        @Actor
        public void closer(III_Result result) {
            result.r1 = close();
        }

        @Actor
        public void iterator(III_Result result) {
            try {
                context.iteration(true);
                result.r2 = 1;
            } catch (IllegalStateException closed) {
                result.r2 = 2;
            }
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = poller.polledTooLate;
        }
    }

    /** The one who runs finds it open, and then closed. */
    @JCStressTest
    @Description("A context is closed, and run by another thread until its first source quits.")
    @Outcome(
            id = {"1, 1, 0", "1, 2, 0", "0, 1, 0"},
            expect = Expect.ACCEPTABLE,
            desc = "It has run, or has thrown; it does not run any more.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It seems to run for ever.")
    @State
    public static class CloseAgainstRun extends Contested {
        private final MainLoop loop = new MainLoop(context);

        public CloseAgainstRun() {
            context.idleAdd(() -> {
                loop.quit();
                return Source.REMOVE;
            });
        }

        @Actor
        public void closer(III_Result result) {
            result.r1 = close();
        }

        @Actor
        public void runner(III_Result result) {
            try {
                loop.run();
                result.r2 = 1;
            } catch (IllegalStateException closed) {
                result.r2 = 2;
            }
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = loop.isRunning() ? 1 : 0;
        }
    }

    /** The one who attaches finds it open, and whoever closes it may have looked before. */
    @JCStressTest
    @Description("A context is closed, and a source attached to it.")
    @Outcome(
            id = {"1, 1, 1", "1, 0, 0"},
            expect = Expect.ACCEPTABLE,
            desc = "It was attached and has ended, or was refused.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Its end was not told, or twice.")
    @State
    public static class CloseAgainstAttach extends Contested {
        private final Source source = Sources.idle();
        private final AtomicInteger told = new AtomicInteger();

        public CloseAgainstAttach() {
            source.setCallback(data -> Source.CONTINUE, "data", data -> told.incrementAndGet());
        }

        @Actor
        public void closer(III_Result result) {
            result.r1 = close();
        }

        @Actor
        public void attacher(III_Result result) {
            result.r2 = AttachRaces.attach(source, context);
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = told.get();
        }
    }
}
