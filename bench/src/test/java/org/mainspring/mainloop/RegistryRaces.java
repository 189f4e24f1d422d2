package org.mainspring.mainloop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Threads that enter sources in one registry, and look for them.
 *
 * <p>Question: can a source be found before it can be followed? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class RegistryRaces {
    private RegistryRaces() {}

    /** Its owner attaches a timer, and somebody else guesses its id: found, it shows its context, and can be destroyed. */
    @JCStressTest
    @Description("A timer is looked for by its id while its context's owner attaches it.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Looked too early.")
    @Outcome(
            id = "1, 0",
            expect = Expect.ACCEPTABLE,
            desc = "Found, with its context, and gone when its owner has looked.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Found without its context, or not gone.")
    @State
    public static class FoundWhileAttached {
        private final MainContext context = new MainContext();

        @Actor
        public void owner() {
            context.tryAcquire();
            context.timeoutAddNanos(Long.MAX_VALUE / 2, () -> Source.CONTINUE);
            context.release();
        }

        @Actor
        public void finder(II_Result result) {
            Source found = context.findById(1);
            if (found == null) {
                result.r1 = 0;
            } else if (found.context() != context) {
                result.r1 = 2;
            } else {
                found.destroy();
                result.r1 = 1;
            }
        }

        @Arbiter
        public void look(II_Result result) {
            context.iteration(false);
            result.r2 = context.lifecycle.registry.inOrder().size();
            context.close();
        }
    }
}
