package org.mainspring.mainloop;

import java.util.concurrent.atomic.AtomicInteger;
import org.mainspring.mainloop.poll.park.ParkPoller;
import org.mainspring.mainloop.testing.VirtualClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A source that is dispatched, against its end and against another callback.
 *
 * <p>Question: can a dispatch meet a source without a callback, or call one that was let go; can one be lost, or let go twice?
 * Run {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class DispatchRaces {
    private DispatchRaces() {}

    /** A context with an idle; counts calls, ends that were told, and what may not be. */
    abstract static class Dispatched {
        private final MainContext context = new MainContext(new VirtualClock(), ParkPoller::new);
        final Source source = Sources.idle();
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger told = new AtomicInteger();
        private final AtomicInteger wrong = new AtomicInteger();

        Dispatched() {
            context.setDiagnosticHandler((code, message) -> wrong.incrementAndGet());
            setCallback();
            source.attach(context);
        }

        final void setCallback() {
            AtomicInteger inside = new AtomicInteger();
            source.setCallback(
                    same -> {
                        if (same.getAndIncrement() != 0) {
                            wrong.incrementAndGet();
                        }
                        calls.incrementAndGet();
                        same.decrementAndGet();
                        return Source.CONTINUE;
                    },
                    inside,
                    same -> {
                        if (same.getAndSet(-1) != 0) {
                            wrong.incrementAndGet();
                        }
                        told.incrementAndGet();
                    });
        }

        final void iterate() {
            context.iteration(false);
        }

        final void report(III_Result result) {
            result.r1 = calls.get();
            result.r2 = told.get();
            result.r3 = wrong.get() + context.lifecycle.registry.inOrder().size();
        }
    }

    /** The tombstone: what is marked destroyed has no callback soon. */
    @JCStressTest
    @Description("A source is dispatched, against its end.")
    @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "Destroyed first.")
    @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "Dispatched first.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Called when it was let go, or without a callback; or not let go once.")
    @State
    public static class Destroyed extends Dispatched {
        @Actor
        public void owner() {
            iterate();
        }

        @Actor
        public void destroyer() {
            source.destroy();
        }

        @Arbiter
        public void look(III_Result result) {
            iterate();
            report(result);
        }
    }

    /** A dispatch calls the one or the other. */
    @JCStressTest
    @Description("A source is dispatched, against another callback; then it is destroyed.")
    @Outcome(id = "1, 2, 0", expect = Expect.ACCEPTABLE, desc = "One was called, each was let go once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "None was called, or one that was let go; or one not let go once.")
    @State
    public static class Replaced extends Dispatched {
        @Actor
        public void owner() {
            iterate();
        }

        @Actor
        public void replacer() {
            setCallback();
        }

        @Arbiter
        public void look(III_Result result) {
            source.destroy();
            iterate();
            report(result);
        }
    }

    /** Whoever comes second lets both go. */
    @JCStressTest
    @Description("Another callback is set, against the end of the source.")
    @Outcome(id = "0, 2, 0", expect = Expect.ACCEPTABLE, desc = "Each was let go once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was not, or twice.")
    @State
    public static class ReplacedAndDestroyed extends Dispatched {
        @Actor
        public void replacer() {
            setCallback();
        }

        @Actor
        public void destroyer() {
            source.destroy();
        }

        @Arbiter
        public void look(III_Result result) {
            iterate();
            report(result);
        }
    }

    /** Only one of two takes what was there. */
    @JCStressTest
    @Description("Two set another callback; then the source is destroyed.")
    @Outcome(id = "0, 3, 0", expect = Expect.ACCEPTABLE, desc = "Each was let go once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was not, or twice.")
    @State
    public static class ReplacedTwice extends Dispatched {
        @Actor
        public void one() {
            setCallback();
        }

        @Actor
        public void other() {
            setCallback();
        }

        @Arbiter
        public void look(III_Result result) {
            source.destroy();
            iterate();
            report(result);
        }
    }

    /** Only one of two does the rest; what that is, is tried above. */
    @JCStressTest
    @Description("Two mark a source as destroyed.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "The other has.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The one has.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both are to do the rest, or neither.")
    @State
    public static class MarkedTwice {
        private final Source source = Sources.idle();

        @Actor
        public void one(II_Result result) {
            result.r1 = source.markDestroyed() ? 1 : 0;
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = source.markDestroyed() ? 1 : 0;
        }
    }
}
