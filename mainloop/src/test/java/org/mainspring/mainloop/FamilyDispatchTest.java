package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.SourceFunc;

/** What readiness and blocking do in a family, beside {@link ChildSourceTest} (S28, S60, S72, S97, S99, S165, S166; X7, D2). */
class FamilyDispatchTest extends LoopFixture {
    private final Object channel = new Object();

    @Nested
    class GivenThreeGenerations {
        private final Probe parent = probe("P", 0);
        private final Probe child = child("c", parent);
        private final Probe grandchild = child("g", child);
        private final Probe other = child("o", parent);

        /** S28, X7, S165: found by prepare: all above it are ready, unasked, and run behind it. */
        @Test
        void whenPrepareFindsTheYoungest_thenItsAncestorsRunBehindItUnasked() {
            grandchild.preparesReady();

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("g", "c", "P");
            assertThat(asked).containsExactly("prepare g", "prepare o", "check o");
        }

        /** S60, S165: found by check. */
        @Test
        void whenCheckFindsTheYoungest_thenItsAncestorsRunBehindItUnasked() {
            grandchild.checksReady();

            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("g", "c", "P");
            assertThat(asked).containsExactly("prepare g", "prepare c", "prepare o", "prepare P", "check g", "check o");
        }

        /** S28: whatever makes it ready. */
        @ParameterizedTest
        @ValueSource(strings = {"time now", "time later", "watch"})
        void whenItsTimeComesOrItsChannelIsReady_thenItsAncestorsRunBehindIt(String why) {
            switch (why) {
                case "time now" -> child.source.setReadyTimeNanos(0);
                case "time later" -> child.source.setReadyTimeNanos(50);
                default -> {
                    child.source.addWatch(channel, IOCondition.IN);
                    makeReady(channel);
                }
            }

            while (!loop.iterateBlocking()) {
                assertThat(ran).isEmpty();
            }

            assertThat(ran).containsExactly("c", "P");
        }

        /** S28: siblings are not. */
        @Test
        void whenOneChildIsReady_thenItsSiblingIsNot() {
            other.checksReady();

            loop.iterate();

            assertThat(ran).containsExactly("o", "P");
        }

        /** S28, S25, S83: an ancestor stays ready though the child that made it so is gone. */
        @Test
        void whenTheChildIsDestroyedAfterItWasFoundReady_thenItsParentRuns() {
            other.preparesReady();
            assertThat(context.pending()).isTrue();
            other.source.destroy();

            loop.iterate();

            assertThat(ran).containsExactly("P");
        }

        /** S166, S70: a parent that ends in the batch takes with it children that are to come in none. */
        @Test
        void whenTheChildDestroysTheParent_thenNobodyElseOfItRuns() {
            grandchild.preparesReady().duringDispatch(parent.source::destroy);

            assertThat(loop.iterate()).isTrue();
            assertThat(loop.iterate()).isFalse();

            assertThat(ran).containsExactly("g");
            assertThat(List.of(parent, child, grandchild, other)).allMatch(probe -> probe.isFinalized);
        }
    }

    /** S99: its descendants as well, and for the rest of the batch. */
    @Test
    void whenAFamilyIsAddedToTheSourceThatRuns_thenAllOfItWaits() {
        Probe parent = probe("P", 0).preparesReady();
        Probe late = loose("c", 0);
        Probe later = child("g", late).checksReady();
        parent.duringDispatch(() -> {
            parent.source.addChild(late.source);
            assertThat(loop.iterate()).isFalse();
            assertThat(later.checks).isZero();
        });
        parent.once();

        loop.iterate();

        assertThat(ran).containsExactly("P");
        assertThat(List.of(late, later)).allMatch(probe -> probe.isFinalized);
    }

    @Nested
    class GivenAParentThatIterates {
        private final Probe parent = probe("P", 0).preparesReady();
        private final Probe child = child("c", parent);
        private final List<Boolean> inner = new ArrayList<>();

        /** S72: out of the poll, and not asked. */
        @Test
        void whenItIterates_thenItsChildrenAreNeitherAskedNorPolledNorTimed() {
            child.source.addWatch(channel, IOCondition.IN);
            child.source.setReadyTimeNanos(20);
            timeout("t", 1, 50);
            List<Object> polled = new ArrayList<>();
            parent.duringDispatch(() -> {
                if (parent.dispatches == 1) {
                    parent.preparesReady = false;
                    int before = child.prepares;
                    while (!loop.iterateBlocking()) {
                        assertThat(child.prepares).isEqualTo(before);
                    }
                    PollSet set = new PollSet();
                    context.prepare();
                    context.query(Integer.MAX_VALUE, set);
                    polled.add(set.size());
                }
            });

            loop.iterate();

            assertThat(ran).containsExactly("P", "t");
            assertThat(polled).containsExactly(1);
            assertThat(clock.elapsedNanos()).isEqualTo(50);
            loop.iterate();
            assertThat(ran).containsExactly("P", "t", "c", "P");
        }

        /** Ours, where S97 has it blocked: a child whose notify runs does not pass on that its parent begins to run. */
        @Test
        void whenTheNotifyOfAChildIterates_thenWhatIsBelowItRunsWithinTheParent() {
            Probe grandchild = child("g", child).once();
            SourceFunc<Object> unused = data -> true;
            child.source.setFunction(unused, null, data -> loop.iterate());
            parent.duringDispatch(() -> {
                grandchild.preparesReady();
                inner.add(loop.iterate());
                ran.add("back");
            });

            child.source.destroy();

            assertThat(inner).containsExactly(true);
            assertThat(ran).containsExactly("P", "g", "back");
            assertThat(grandchild.isFinalized).isTrue();
        }

        /** S97: who may recurse is not blocked by itself, so its children are not either. */
        @Test
        void whenItMayRecurse_thenItsChildRunsWithin() {
            parent.source.setCanRecurse(true);
            parent.duringDispatch(() -> {
                if (parent.dispatches == 1) {
                    parent.preparesReady = false;
                    child.preparesReady().once();
                    inner.add(loop.iterate());
                    ran.add("back");
                }
            });

            loop.iterate();

            assertThat(inner).containsExactly(true);
            assertThat(ran).containsExactly("P", "c", "P", "back");
        }
    }

    /** S96, X31: blocked twice, by itself and by its parent, and back in the poll when both have returned. */
    @Test
    void whenBothRunInEachOther_thenTheChildIsPolledAgainAfterTheOuter() {
        Probe parent = probe("P", 0);
        Probe child = child("c", parent);
        child.source.addWatch(channel, IOCondition.IN);
        makeReady(channel);
        List<Integer> polled = new ArrayList<>();
        parent.duringDispatch(() -> {
            loop.iterate();
            polled.add(poller.records().size());
        });
        child.duringDispatch(() -> {
            if (child.dispatches == 1) {
                loop.iterate();
                polled.add(poller.records().size());
            }
        });

        loop.iterate();

        assertThat(polled).containsExactly(0, 0);
        assertThat(poller.records()).hasSize(1);
    }
}
