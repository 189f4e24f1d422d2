package org.mainspring.mainloop;

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
 * A child that is added while something else happens to its parent.
 *
 * <p>Question: can a child be left behind, neither attached with its parent nor destroyed with it? Run {@code mvn
 * -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class FamilyRaces {
    private FamilyRaces() {}

    /** A parent, a child and a context that nobody owns. */
    abstract static class Kin {
        final MainContext context = new MainContext();
        final Source parent = Sources.idle();
        final Source child = Sources.idle();
        private volatile int notifies;

        Kin() {
            child.setCallback(data -> Source.CONTINUE, this, data -> notifies++); // whoever destroys it: one
        }

        /** 1 if it was added. */
        final int add() {
            try {
                parent.addChild(child);
                return 1;
            } catch (IllegalStateException refused) {
                return 0;
            }
        }

        final int notifies() {
            return notifies;
        }
    }

    /** Added while the parent is attached. */
    @JCStressTest
    @Description("addChild, against attach of the parent.")
    @Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "Attached with it, or right after it.")
    @State
    public static class AddAgainstAttach extends Kin {
        /** Attaches. */
        @Actor
        public void attach() {
            parent.attach(context);
        }

        /** Adds. */
        @Actor
        public void addIt() {
            add();
        }

        /** Looks. */
        @Arbiter
        public void look(II_Result result) {
            result.r1 = child.id();
            result.r2 = context.findById(2) == child && child.position() < parent.position() ? 1 : 0;
        }
    }

    /** Added while the parent, which is attached, is destroyed. */
    @JCStressTest
    @Description("addChild, against destroy of the parent.")
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Added, and destroyed with it.")
    @Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Refused: the parent was destroyed.")
    @State
    public static class AddAgainstDestroy extends Kin {
        private int added;

        /** A parent that is attached. */
        public AddAgainstDestroy() {
            parent.attach(context);
        }

        /** Destroys. */
        @Actor
        public void destroy() {
            parent.destroy();
        }

        /** Adds. */
        @Actor
        public void addIt() {
            added = add();
        }

        /** Looks. */
        @Arbiter
        public void look(III_Result result) {
            result.r1 = added;
            result.r2 = child.isDestroyed() ? 1 : 0;
            result.r3 = notifies();
        }
    }

    /** Destroyed by itself and with its parent. */
    @JCStressTest
    @Description("destroy of the child, against destroy of the parent.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Told once, and nobody is left.")
    @State
    public static class DestroyAgainstDestroy extends Kin {
        /** A family that is attached. */
        public DestroyAgainstDestroy() {
            parent.attach(context);
            parent.addChild(child);
        }

        /** The parent goes. */
        @Actor
        public void destroyParent() {
            parent.destroy();
        }

        /** The child goes. */
        @Actor
        public void destroyChild() {
            child.destroy();
        }

        /** Looks. */
        @Arbiter
        public void look(II_Result result) {
            result.r1 = notifies();
            result.r2 = context.lifecycle.registry.inOrder().size();
        }
    }
}
