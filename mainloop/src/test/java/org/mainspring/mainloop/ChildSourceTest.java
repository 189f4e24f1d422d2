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
import org.mainspring.mainloop.source.AttachHook;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.Clock;

/** Child sources: where they stand, what their readiness does, when they are blocked and how they end (2A, 2P). */
class ChildSourceTest extends LoopFixture {
    private final List<String> told = new ArrayList<>();

    /** Made ready by its ready time; notes its end. */
    private Source source(String name) {
        Source source = new Source((SourceFuncs) (self, callback) -> {
            ran.add(name);
            return callback == null || callback.call();
        });
        source.setName(name);
        source.setCallback(data -> Source.CONTINUE, name, data -> told.add("notify " + data));
        source.setDisposeHook(self -> told.add("dispose " + self.name()));
        return source;
    }

    private Source attached(String name, int priority) {
        return attach(source(name), priority);
    }

    private Source child(Source parent, String name) {
        Source child = source(name);
        parent.addChild(child);
        return child;
    }

    private void light(Source... sources) {
        for (Source source : sources) {
            source.setReadyTimeNanos(clock.nanos());
        }
    }

    private void lightAll() {
        context.lifecycle.registry.inOrder().forEach(source -> ((Source) source).setReadyTimeNanos(clock.nanos()));
    }

    private List<String> order() {
        return context.lifecycle.registry.inOrder().stream()
                .map(source -> String.valueOf(source.name()))
                .toList();
    }

    private void expectOrder(String names) {
        assertThat(order()).containsExactly(names.split(" "));
        lightAll();
        ran.clear();
        loop.iterate();
        assertThat(ran).containsExactly(names.split(" "));
    }

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
    class GivenAFamily {
        private final Source parent = attached("P", 0);
        private final Source child = child(parent, "c");
        private final Source grandchild = child(child, "g");

        /** S28, S165: all ancestors run with it, in the same batch. */
        @Test
        void whenTheGrandchildIsReady_thenAllAncestorsRun() {
            light(grandchild);

            loop.iterate();

            assertThat(ran).containsExactly("g", "c", "P");
        }

        /** S29. */
        @Test
        void whenTheParentIsReady_thenItRunsAlone() {
            light(parent);

            loop.iterate();

            assertThat(ran).containsExactly("P");
        }

        /** S166, S175, S176: the parent's notify, then child after child; hooks of the inner ones first. */
        @Test
        void whenTheParentIsDestroyed_thenSoAreAllOthers() {
            child(parent, "d");

            parent.destroy();

            assertThat(told)
                    .containsExactly(
                            "notify P",
                            "notify d",
                            "dispose d",
                            "notify c",
                            "notify g",
                            "dispose g",
                            "dispose c",
                            "dispose P");
            assertThat(order()).isEmpty();
        }

        /** S167: the parent lives on, and still runs in the batch that the child was part of. */
        @Test
        void whenAChildEnds_thenTheParentLivesOn() {
            light(child);
            child.setCallback(() -> Source.REMOVE);

            loop.iterate();
            assertThat(ran).containsExactly("c", "P");
            assertThat(parent.isDestroyed()).isFalse();
            assertThat(grandchild.isDestroyed()).isTrue();

            light(parent);
            loop.iterate();
            assertThat(ran).containsExactly("c", "P", "P");
        }

        /** S168. */
        @Test
        void whenTheParentRemovesItInItsOwnCallback_thenItIsGone() {
            parent.setCallback(() -> {
                parent.removeChild(child);
                return Source.CONTINUE;
            });
            light(parent);

            loop.iterate();

            assertThat(child.isDestroyed()).isTrue();
            assertThat(order()).containsExactly("P");
        }

        /** S180: the last in dispatch order first; the children of each when it goes. */
        @Test
        void whenTheContextIsClosed_thenAllAreToldInReverse() {
            Source other = attached("o", 0);
            assertThat(other.isDestroyed()).isFalse();

            context.close();

            assertThat(told)
                    .containsExactly(
                            "notify o",
                            "notify P",
                            "notify c",
                            "notify g",
                            "dispose o",
                            "dispose P",
                            "dispose c",
                            "dispose g");
        }

        /** S180: children attached with their parent stand the newest first, and are told so too. */
        @Test
        void whenTheContextOfAFamilyAttachedAtOnceIsClosed_thenNotifiesFollowTheFamily() {
            Source family = source("F");
            child(family, "x");
            child(family, "y");
            attach(family, 5);
            assertThat(order()).endsWith("y", "x", "F");

            context.close();

            assertThat(told).startsWith("notify F", "notify y", "notify x", "notify P");
            assertThat(told).containsSubsequence("dispose F", "dispose x", "dispose y", "dispose P");
        }

        /** S7, S10: a family that watches wakes when it moves. */
        @Test
        void whenOneOfItWatches_thenAMoveVoidsThePoll() {
            child.addWatch(new Object(), org.mainspring.mainloop.poll.IOCondition.IN);
            loop.iterate();
            poller.duringNextPoll(() -> {
                parent.setPriority(0);
                light(parent);
            });

            assertThat(context.iteration(true)).isFalse();
            assertThat(context.iteration(true)).isTrue();
        }
    }

    @Nested
    class GivenKindsThatAreAsked {
        /** S27, S28, S132: the ready time of one that its child has made ready is not looked at. */
        @Test
        void whenAnIdleMakesATimerReady_thenNobodyHasReadTheClockBeforeItRuns() {
            Source timer = timeout("t", 0, 100);
            Source idle = Sources.idle();
            idle.setCallback(() -> {
                clock.advanceNanos(7);
                return ran.add("i");
            });
            timer.addChild(idle);

            loop.iterate();

            assertThat(ran).containsExactly("i", "t");
            assertThat(timer.readyTimeNanos()).isEqualTo(107);
        }

        /** A kind that has something against the context keeps its whole family from being attached. */
        @Test
        void whenTheHookOfAChildThrows_thenNobodyIsAttached() {
            boolean[] throwing = {true};
            Probe parent = loose("P", 0);
            Source picky = new Source(new AttachHook() {
                @Override
                public void attaching(SourceHandle self, Clock contextClock) {
                    if (throwing[0]) {
                        throw new IllegalArgumentException("from hook");
                    }
                }

                @Override
                public boolean dispatch(SourceHandle self, Callback callback) {
                    return Source.REMOVE;
                }
            });
            parent.source.addChild(picky);

            assertThatThrownBy(() -> parent.source.attach(context)).hasMessage("from hook");
            assertThat(parent.source.id()).isZero();
            assertThat(context.dump()).startsWith("0 sources");

            throwing[0] = false;
            parent.source.attach(context);
            assertThat(picky.id()).isEqualTo(2);
        }

        /** S28, X7: whoever is made ready by a child is not asked. */
        @Test
        void whenAChildIsReady_thenItsParentIsNotAsked() {
            Probe parent = loose("P", 0);
            Probe child = loose("c", 0).preparesReady();
            parent.source.addChild(child.source);
            parent.source.attach(context);

            loop.iterate();

            assertThat(asked).containsExactly("prepare c");
            assertThat(ran).containsExactly("c", "P");
        }

        /** S28, S155: an idle counts for its parent in every iteration. */
        @Test
        void whenTheChildIsAnIdle_thenItsParentRunsInEveryIteration() {
            Probe parent = loose("P", 0);
            Source idle = Sources.idle();
            idle.setCallback(() -> ran.add("i"));
            parent.source.addChild(idle);
            parent.source.attach(context);

            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("i", "P", "i", "P");
            assertThat(asked).isEmpty();
        }

        /** S34, S65: a child that its own hook adds stands before it, and is visited next time only. */
        @Test
        void whenAPrepareHookAddsAChild_thenCheckFindsIt() {
            Probe parent = probe("P", 0);
            Probe child = loose("c", 0).preparesReady();
            parent.duringPrepare(() -> {
                if (child.source.id() == 0) {
                    parent.source.addChild(child.source);
                }
            });

            loop.iterate();

            assertThat(asked).containsExactly("prepare P", "check c", "check P");
            assertThat(ran).isEmpty();
            loop.iterate();
            assertThat(ran).containsExactly("c", "P");
        }
    }

    @Nested
    class GivenANestedIteration {
        private final Source parent = attached("P", 0);
        private final Source child = child(parent, "c");

        private void nestIn(Source source) {
            source.setCallback(() -> {
                lightAll();
                context.iteration(false);
                ran.add(".");
                source.clearReadyTime();
                return Source.CONTINUE;
            });
        }

        /** S97: the descendants of the one that runs are blocked, even if they may recurse. */
        @Test
        void whenTheParentRuns_thenItsChildIsBlocked() {
            child.setCanRecurse(true);
            nestIn(parent);
            light(parent);

            loop.iterate();

            assertThat(ran).containsExactly("P", ".");
        }

        /** S97: not the other way round. */
        @Test
        void whenTheChildRuns_thenItsParentIsNotBlocked() {
            nestIn(child);
            light(child);

            loop.iterate();

            assertThat(ran).containsExactly("c", "P", ".");
        }

        /** S98, D2: the parent's return does not lift the child's own block. */
        @Test
        void whenTheParentHasRunWithinTheChild_thenTheChildIsBlockedStill() {
            child.setCallback(() -> {
                light(child, parent);
                context.iteration(false);
                light(child, parent);
                context.iteration(false);
                ran.add(".");
                return Source.CONTINUE;
            });
            light(child);

            loop.iterate();

            assertThat(ran).containsExactly("c", "P", "P", ".");
            assertThat(warnings).isEmpty();
        }

        /** S99: a child that comes while its parent runs is blocked with it, and polled only afterwards. */
        @Test
        void whenTheRunningParentGetsAChild_thenThatIsBlockedToo() {
            Object channel = new Object();
            makeReady(channel);
            parent.setCallback(() -> {
                Source late = child(parent, "late");
                late.addWatch(channel, org.mainspring.mainloop.poll.IOCondition.IN);
                light(late);
                context.iteration(false);
                assertThat(poller.records()).isEmpty();
                ran.add(".");
                parent.clearReadyTime();
                return Source.CONTINUE;
            });
            light(parent);

            loop.iterate();
            assertThat(ran).containsExactly("P", ".");
            assertThat(poller.records()).hasSize(1);
            parent.setCallback(() -> Source.CONTINUE);
            loop.iterate();

            assertThat(ran).containsExactly("P", ".", "late", "P");
        }
    }

    @Nested
    class GivenManyChildren {
        /** Places run out and are spread anew; everybody keeps his neighbours. */
        @Test
        void whenTheyComeAndGo_thenTheOrderIsThatOfAList() {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
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
            assertThat(order()).as("seed %d", seed).isEqualTo(wanted);
            lightAll();
            loop.iterate();
            assertThat(ran).as("seed %d", seed).isEqualTo(wanted);
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
