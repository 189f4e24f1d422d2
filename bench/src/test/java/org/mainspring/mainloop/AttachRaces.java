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

/**
 * A source that is attached, against others who attach or destroy it.
 *
 * <p>Question: can a source be in two contexts, or stay in one when it is destroyed? Run {@code mvn -Pjcstress}; one
 * operation is one such encounter; any forbidden result is bad.
 */
public class AttachRaces {
    private AttachRaces() {}

    private static MainContext newContext() {
        return new MainContext(new VirtualClock(), ParkPoller::new);
    }

    /** 1 if the source is attached now by the caller, 0 if that is refused. */
    static int attach(Source source, MainContext context) {
        try {
            source.attach(context);
            return 1;
        } catch (IllegalStateException refused) {
            return 0;
        }
    }

    /** Each to a context of his own. */
    @JCStressTest
    @Description("Two attach one source.")
    @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "The other has.")
    @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "The one has.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both, or neither.")
    @State
    public static class TwoAttach {
        private final MainContext ones = newContext();
        private final MainContext others = newContext();
        private final Source source = Sources.idle();

        @Actor
        public void one(III_Result result) {
            result.r1 = attach(source, ones);
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = attach(source, others);
        }

        @Arbiter
        public void look(III_Result result) {
            result.r3 = ones.lifecycle.registry.inOrder().size()
                    + others.lifecycle.registry.inOrder().size();
        }
    }

    /** Who destroys it may find it without a context. */
    @JCStressTest
    @Description("A source is attached, against its end.")
    @Outcome(id = "[01], 1, 0", expect = Expect.ACCEPTABLE, desc = "It has ended, and is in no context.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It stays, or its end was told twice or not at all.")
    @State
    public static class AttachAndDestroy {
        private final MainContext context = newContext();
        private final Source source = Sources.idle();
        private final AtomicInteger told = new AtomicInteger();

        /** A source with a callback. */
        public AttachAndDestroy() {
            source.setCallback(data -> Source.CONTINUE, "data", data -> told.incrementAndGet());
        }

        @Actor
        public void attacher(III_Result result) {
            result.r1 = attach(source, context);
        }

        @Actor
        public void destroyer() {
            source.destroy();
        }

        @Arbiter
        public void look(III_Result result) {
            context.iteration(false);
            result.r2 = told.get();
            result.r3 = context.lifecycle.registry.inOrder().size();
        }
    }

    /** He looks whether there is an owner still, and the owner that leaves looks whether anything was left for him. */
    @JCStressTest
    @Description("A source is attached, against the owner that leaves.")
    @Outcome(id = "[01], 1, 0", expect = Expect.ACCEPTABLE, desc = "Somebody has linked it.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It waits for whoever comes next.")
    @State
    public static class AttachAndRelease {
        private static final int MOMENT = 20;

        private final MainContext context = newContext();
        private final Source source = Sources.idle();

        @Actor
        public void owner(III_Result result) {
            if (context.tryAcquire()) {
                for (int i = 0; i < MOMENT; i++) { // what is posted meanwhile is for the last release alone
                    context.tryAcquire();
                    context.release();
                }
                context.release();
                result.r1 = 1;
            }
        }

        @Actor
        public void attacher() {
            source.attach(context);
        }

        @Arbiter
        public void look(III_Result result) {
            result.r2 = source.is(SourceNode.LINKED) ? 1 : 0;
            result.r3 = context.lifecycle.registry.inbox.isEmpty() ? 0 : 1;
        }
    }
}
