package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.queue.Seed;

/** Child sources: where they stand, and how they come and go (2A, 2P). What their readiness does is in {@link ChildDispatchTest}. */
class ChildSourceTest extends ChildFixture {
    @Nested
    class GivenAParentThatIsNotAttached {
        private final Source parent = source("P");

        /** S4: the newest child stands first, a subtree is complete before the next. */
        @Test
        void whenItIsAttached_thenItsChildrenComeWithItTheNewestFirst() {
            Source c1 = child(parent, "c1");
            Source c2 = child(parent, "c2");
            Source g1 = child(c2, "g1");
            Source g2 = child(c2, "g2");

            attach(parent, 0);

            assertThat(List.of(parent.id(), c2.id(), g2.id(), g1.id(), c1.id())).containsExactly(1, 2, 3, 4, 5);
            expectOrder("g2 g1 c2 c1 P");
        }

        /** S8, S9: a child has its parent's priority, whichever was set first. */
        @Test
        void whenItsPriorityChanges_thenItsChildrensDoes() {
            Source child = source("c");
            child.setPriority(7);
            parent.setPriority(5);
            parent.addChild(child);
            assertThat(child.priority()).isEqualTo(5);

            parent.setPriority(-3);

            assertThat(child.priority()).isEqualTo(-3);
        }

        /** S169: its children live on, and may be attached by themselves. */
        @Test
        void whenItIsDestroyed_thenItsChildrenAreNot() {
            Source child = child(parent, "c");

            parent.destroy();
            attach(child, 0);

            assertThat(told).containsExactly("dispose P", "notify P");
            expectOrder("c");
        }

        @Test
        void whenAChildIsDestroyed_thenItIsNotAttachedWithIt() {
            child(parent, "c").destroy();

            attach(parent, 0);

            expectOrder("P");
        }

        /** S170. */
        @Test
        void whenAChildIsAttachedByItself_thenThatIsRefused() {
            Source child = child(parent, "c");

            assertThatThrownBy(() -> child.attach(context))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("with its parent");
            attach(parent, 0);
            expectOrder("c P");
        }
    }

    @Nested
    class GivenAParentThatIsAttached {
        private final Source before = attached("a", 0);
        private final Source parent = attached("P", 0);
        private final Source behind = attached("b", 0);

        /** S3, S5: children stand right before their parent, in the order in which they came. */
        @Test
        void whenChildrenAreAdded_thenTheyStandBeforeItAsTheyCame() {
            child(parent, "c1");
            child(parent, "c2");

            expectOrder("a c1 c2 P b");
        }

        /** S3: a grandchild stands before the child, wherever that is. */
        @Test
        void whenGrandchildrenAreAdded_thenEachStandsBeforeItsOwnParent() {
            Source c1 = child(parent, "c1");
            Source c2 = child(parent, "c2");
            child(c1, "g1");
            child(c2, "g2");
            child(c1, "h1");

            expectOrder("a g1 h1 c1 g2 c2 P b");
        }

        /** S7: from g2 g1 c2 c1 c3 c4 P to c4 c3 g2 g1 c2 c1 P, and so again. */
        @Test
        void whenItsPriorityIsSet_thenItsChildrenComeTheNewestFirst() {
            Source family = source("F");
            child(family, "c1");
            Source c2 = child(family, "c2");
            child(c2, "g1");
            child(c2, "g2");
            attach(family, 0);
            child(family, "c3");
            child(family, "c4");
            assertThat(order()).containsExactly("a", "P", "b", "g2", "g1", "c2", "c1", "c3", "c4", "F");

            family.setPriority(0);
            expectOrder("a P b c4 c3 g2 g1 c2 c1 F");

            family.setPriority(0);
            expectOrder("a P b c4 c3 g2 g1 c2 c1 F");
        }

        /** S6, S7: it goes behind its equals, its children in front of it. */
        @Test
        void whenItsPriorityIsSet_thenTheFamilyMovesToTheTail() {
            child(parent, "c");

            parent.setPriority(0);

            expectOrder("a b c P");
        }

        /** S7. */
        @Test
        void whenItsPriorityIsLowered_thenTheFamilyRunsLater() {
            child(parent, "c");

            parent.setPriority(5);
            lightAll();
            loop.iterate();
            assertThat(ran).containsExactly("a", "b");
            before.destroy();
            behind.destroy();
            loop.iterate();

            assertThat(ran).containsExactly("a", "b", "c", "P");
        }

        /** S8. */
        @Test
        void whenAChildsPriorityIsSet_thenThatIsRefused() {
            Source child = child(parent, "c");

            assertThatThrownBy(() -> child.setPriority(3))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("parent");
            assertThat(child.priority()).isZero();
        }

        /** S164: a child is attached at once, with the next id. */
        @Test
        void whenAChildIsAdded_thenItHasTheNextId() {
            Source child = child(parent, "c");
            Source next = attached("n", 0);

            assertThat(child.id()).isEqualTo(behind.id() + 1);
            assertThat(next.id()).isEqualTo(behind.id() + 2);
            assertThat(context.findById(child.id())).isSameAs(child);
        }

        /** S163, D8. */
        @Test
        void whenTheChildIsNoneThatCanBeAdded_thenThatIsRefused() {
            Source other = source("o");
            Source child = child(parent, "c");
            Source dead = source("d");
            dead.destroy();

            assertThatThrownBy(() -> parent.addChild(behind)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> other.addChild(child)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> parent.addChild(dead)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> parent.addChild(parent)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> dead.addChild(other)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> parent.removeChild(other)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> parent.addChild(null)).isInstanceOf(NullPointerException.class);
            expectOrder("a c P b");
        }

        @Test
        void whenAnAncestorIsToBecomeAChild_thenThatIsRefused() {
            Source top = source("t");
            Source middle = child(top, "m");

            assertThatThrownBy(() -> middle.addChild(top)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class GivenManyChildren {
        /** Places run out and are spread anew; everybody keeps his neighbours. */
        @Test
        void whenTheyComeAndGo_thenTheOrderIsThatOfAList() {
            Random random = Seed.random(ChildSourceTest.class);
            Source parent = attached("P", 0);
            attached("z", 0);
            List<Source> expected = new ArrayList<>(List.of(parent));
            Map<Source, Integer> names = new HashMap<>();
            for (int i = 0; i < 2_000; i++) {
                Source beside = expected.get(random.nextInt(expected.size()));
                if (random.nextInt(4) > 0 || beside == parent || expected.size() < 60) {
                    Source child = child(beside, "c" + i);
                    names.put(child, i);
                    expected.add(expected.indexOf(beside), child);
                } else if (names.get(beside) % 3 == 0) {
                    beside.destroy();
                    expected.removeIf(Source::isDestroyed);
                }
            }

            List<String> wanted =
                    new ArrayList<>(expected.stream().map(Source::name).toList());
            wanted.add("z");
            assertThat(order()).isEqualTo(wanted);
            lightAll();
            loop.iterate();
            assertThat(ran).isEqualTo(wanted);
        }

        /** A chain, each a child of the one before: the room between two is halved until there is none. */
        @Test
        void whenEachIsTheChildOfTheLast_thenTheDeepestStandsFirst() {
            Source last = attached("s0", 0);
            List<String> wanted = new ArrayList<>(List.of("s0"));
            for (int i = 1; i <= 200; i++) {
                last = child(last, "s" + i);
                wanted.add(0, "s" + i);
            }

            assertThat(order()).isEqualTo(wanted);
            light(last);
            loop.iterate();
            assertThat(ran).isEqualTo(wanted);
        }

        /** A hook adds children until places are spread anew: the walk goes on behind the one that it asks. */
        @Test
        void whenAHookMakesPlacesBeSpread_thenEverybodyIsAskedOnce() {
            Probe parent = loose("P", 0);
            Probe first = loose("f", 0);
            Probe second = loose("s", 0);
            parent.source.addChild(second.source);
            parent.source.addChild(first.source);
            parent.source.attach(context);
            first.duringPrepare(() -> {
                Source last = first.source;
                for (int i = 0; i < 40; i++) {
                    last = child(last, "x" + i);
                }
            });

            context.tryAcquire();
            context.prepare();
            context.release();

            assertThat(asked).containsExactly("prepare f", "prepare s", "prepare P");
        }
    }
}
