package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.SourceFunc;

/** How children come and go, beside {@link ChildSourceTest} (S163, S164, S166-S168; S111). */
class FamilyLifeTest extends LoopFixture {
    private final List<String> ends = new ArrayList<>();

    /** A probe that notes its destroy notify. */
    private Probe ending(String name) {
        Probe probe = loose(name, 0);
        probe.source.setFunction((SourceFunc<Object>) data -> true, null, data -> ends.add(name));
        return probe;
    }

    private Probe endingChild(String name, Probe parent) {
        Probe child = ending(name);
        parent.source.addChild(child.source);
        return child;
    }

    @Nested
    class GivenWhatCannotBeAChild {
        private final Probe parent = probe("P", 0);

        /** S163: it is destroyed, or its parent is. */
        @Test
        void whenEitherIsDestroyed_thenItIsRefused() {
            Probe dead = loose("d", 0);
            dead.source.destroy();
            assertThatThrownBy(() -> parent.source.addChild(dead.source))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("child is destroyed: " + dead.source);

            Probe alive = loose("a", 0);
            parent.source.destroy();
            assertThatThrownBy(() -> parent.source.addChild(alive.source))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("source is destroyed: " + parent.source);
            attach(alive.source, 0);
            assertThat(alive.source.isDestroyed()).isFalse();
        }

        /** S168: only children can be removed. */
        @Test
        void whenItIsNobodysOrAnothersChild_thenItCannotBeRemoved() {
            Probe others = endingChild("c", loose("O", 0));

            for (Probe wrong : List.of(others, loose("l", 0), probe("a", 0), parent)) {
                assertThatThrownBy(() -> parent.source.removeChild(wrong.source))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("no child of " + parent.source + ": " + wrong.source);
                assertThat(wrong.source.isDestroyed()).isFalse();
            }
        }
    }

    @Nested
    class GivenAFamily {
        private final Probe parent = ending("P");
        private final Probe first = endingChild("first", parent);
        private final Probe second = endingChild("second", parent);
        private final Probe grandchild = endingChild("grandchild", second);

        private List<Probe> all() {
            return List.of(parent, first, second, grandchild);
        }

        /** S166: by a callback that wants no more. */
        @Test
        void whenTheParentWantsNoMore_thenAllAreDestroyed() {
            parent.source.attach(context);
            parent.preparesReady().once();
            parent.source.clearCallback();

            loop.iterate();

            assertThat(ends).containsExactly("P", "second", "grandchild", "first");
            assertThat(all()).allMatch(probe -> probe.isFinalized);
        }

        /** S167. */
        @Test
        void whenAChildIsDestroyed_thenItsOwnAreAndTheOthersLive() {
            parent.source.attach(context);

            second.source.destroy();

            assertThat(ends).containsExactly("second", "grandchild");
            assertThat(parent.source.isDestroyed()).isFalse();
            parent.source.destroy();
            assertThat(ends).containsExactly("second", "grandchild", "P", "first");
        }

        /** S168. */
        @Test
        void whenAChildIsRemoved_thenItIsDestroyed() {
            parent.source.attach(context);

            parent.source.removeChild(first.source);

            assertThat(first.source.isDestroyed()).isTrue();
            assertThat(ends).containsExactly("first");
            assertThatThrownBy(() -> parent.source.removeChild(first.source))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class GivenAnotherThreadOwnsTheContext {
        private final Probe parent = probe("P", 0);

        /** S164, S111: a child that is added by another thread wakes the owner, and runs in that iteration. */
        @Test
        void whenAChildIsAddedWhileTheOwnerSleeps_thenItRunsInThisIteration() {
            Probe child = loose("c", 0).checksReady();
            poller.duringNextPoll(() -> TestThreads.elsewhereDo(() -> parent.source.addChild(child.source)));

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(ran).containsExactly("c", "P");
        }

        /** S111: and so does one that watches, added by the owner himself. */
        @Test
        void whenAChildThatWatchesIsAdded_thenTheNextPollDoesNotSleep() {
            Probe child = loose("c", 0);
            child.source.addWatch(new Object(), IOCondition.IN);
            timeout("t", 0, 50);

            parent.source.addChild(child.source);

            assertThat(loop.iterateBlocking()).isFalse();
            assertThat(clock.elapsedNanos()).isZero();
            assertThat(poller.records()).hasSize(1);
        }

        /** S166: destroyed by another thread, the whole family is out of sight at once. */
        @Test
        void whenAnotherThreadDestroysTheParent_thenNobodyOfItRunsAnyMore() {
            Probe child = endingChild("c", parent).preparesReady();
            context.tryAcquire();

            TestThreads.elsewhereDo(parent.source::destroy);

            assertThat(child.source.isDestroyed()).isTrue();
            assertThat(ends).containsExactly("c");
            assertThat(loop.iterate()).isFalse();
            assertThat(ran).isEmpty();
            assertThat(List.of(parent, child)).allMatch(probe -> probe.isFinalized);
        }
    }
}
