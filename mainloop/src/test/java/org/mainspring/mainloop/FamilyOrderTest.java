package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.SourceFunc;

/** Where children stand, and what moves them (S3-S8, X1, X4). */
class FamilyOrderTest extends LoopFixture {
    /** The order in which sources stand, by their names. */
    private List<String> order() {
        asked.clear();
        loop.iterate();
        return asked.stream()
                .filter(line -> line.startsWith("check "))
                .map(line -> line.substring("check ".length()))
                .toList();
    }

    private Probe child(String name, Probe parent) {
        Probe child = loose(name, 0);
        parent.source.addChild(child.source);
        return child;
    }

    /** S3: directly before the parent, wherever that stands. */
    @Test
    void whenAParentStandsAmongOthers_thenItsChildStandsDirectlyBeforeIt() {
        probe("a", 0);
        Probe parent = probe("P", 0);
        probe("b", 0);

        child("c", parent);

        assertThat(order()).containsExactly("a", "c", "P", "b");
    }

    /** S3: at every depth. */
    @Test
    void whenAChildHasAChild_thenThatStandsDirectlyBeforeIt() {
        probe("a", 0);
        Probe parent = probe("P", 0);
        Probe child = child("c", parent);

        child("g", child);

        assertThat(order()).containsExactly("a", "g", "c", "P");
    }

    /** As probed in GLib: c1 and c2 under P, g1 and g2 under c2, all of them before P is attached. */
    @Nested
    class GivenAFamilyThatIsAttachedAtOnce {
        private final Probe parent = loose("P", 0);
        private final Probe c1 = child("c1", parent);
        private final Probe c2 = child("c2", parent);
        private final Probe g1 = child("g1", c2);
        private final Probe g2 = child("g2", c2);

        @BeforeEach
        void attachThem() {
            probe("a", 0);
            attach(parent.source, 0);
            probe("z", 0);
        }

        /** S4: the latest first, each with its own children before it. */
        @Test
        void thenTheLatestStandFirst() {
            assertThat(order()).containsExactly("a", "g2", "g1", "c2", "c1", "P", "z");
        }

        /** S4, S13, S164: ids are given from the parent down, a subtree before the next sibling. */
        @Test
        void thenIdsGoFromTheParentDown() {
            assertThat(List.of(parent, c2, g2, g1, c1))
                    .extracting(probe -> probe.source.id())
                    .containsExactly(2, 3, 4, 5, 6);
        }

        /** S5: those that come later stand in the order in which they came. */
        @Test
        void whenChildrenAreAddedLater_thenTheyStandBehindTheOthersInOrder() {
            child("c3", parent);
            child("c4", parent);

            assertThat(order()).containsExactly("a", "g2", "g1", "c2", "c1", "c3", "c4", "P", "z");
        }

        /** S7: the latest first, all of them, and so again each time. */
        @Test
        void whenTheParentIsMoved_thenAllStandTheLatestFirst() {
            child("c3", parent);
            child("c4", parent);

            parent.source.setPriority(0);
            assertThat(order()).containsExactly("a", "z", "c4", "c3", "g2", "g1", "c2", "c1", "P");

            parent.source.setPriority(0);
            assertThat(order()).containsExactly("a", "z", "c4", "c3", "g2", "g1", "c2", "c1", "P");
        }

        /** S7, S8: to another level together. */
        @ParameterizedTest
        @ValueSource(ints = {Integer.MIN_VALUE, -1, 1, Integer.MAX_VALUE})
        void whenTheParentGoesToAnotherLevel_thenAllOfThemDo(int priority) {
            parent.source.setPriority(priority);

            assertThat(List.of(parent, c1, c2, g1, g2)).allMatch(probe -> probe.source.priority() == priority);
            assertThat(order())
                    .containsExactlyElementsOf(
                            priority < 0
                                    ? List.of("g2", "g1", "c2", "c1", "P", "a", "z")
                                    : List.of("a", "z", "g2", "g1", "c2", "c1", "P"));
        }

        /** X4, S18, S180: look-ups and the end of the context go by the same order, the latter backwards. */
        @Test
        void whenLookedUpAndClosed_thenTheOrderIsTheSame() {
            List<String> ends = new ArrayList<>();
            Object data = new Object();
            for (Probe probe : List.of(parent, c1, c2, g1, g2)) {
                probe.source.setFunction(
                        (SourceFunc<Object>) given -> true, data, given -> ends.add(probe.source.name()));
            }

            assertThat(context.findByData(data)).isSameAs(g2.source);
            context.close();
            assertThat(ends)
                    .containsExactlyInAnyOrder("P", "c1", "c2", "g1", "g2")
                    .startsWith("P");
        }

        /** S11: one that has gone leaves no gap to be filled. */
        @Test
        void whenAChildEndsAndAnotherIsAdded_thenThatIsTheLast() {
            c1.source.destroy();
            child("c3", parent);

            assertThat(order()).containsExactly("a", "g2", "g1", "c2", "c3", "P", "z");
        }
    }

    /** S3, S5: place for as many as come. */
    @Test
    void whenThousandsOfChildrenAreAdded_thenAllStandBetweenTheirNeighbours() {
        probe("a", 0);
        Probe parent = probe("P", 0);
        probe("z", 0);
        List<String> expected = new ArrayList<>(List.of("a"));
        for (int i = 0; i < 5_000; i++) {
            child("c" + i, parent);
            expected.add("c" + i);
        }
        expected.addAll(List.of("P", "z"));

        assertThat(order()).isEqualTo(expected);
    }

    /** S3: place at every depth. */
    @Test
    void whenFamiliesAreDeep_thenEachStandsBeforeItsParent() {
        probe("a", 0);
        Probe last = probe("P", 0);
        probe("z", 0);
        List<String> expected = new ArrayList<>(List.of("P", "z"));
        for (int i = 0; i < 200; i++) {
            last = child("d" + i, last);
            expected.add(0, "d" + i);
        }
        expected.add(0, "a");

        assertThat(order()).isEqualTo(expected);
    }

    @Nested
    class GivenAChild {
        private final Probe parent = probe("P", 7);
        private final Probe child = loose("c", -3);

        /** S8: it is given its parent's priority. */
        @Test
        void whenItIsAdded_thenItsPriorityIsTheParents() {
            parent.source.addChild(child.source);
            assertThat(child.source.priority()).isEqualTo(7);

            parent.source.setPriority(8);
            assertThat(child.source.priority()).isEqualTo(8);
        }

        /** S8, S9: before the family is attached, too. */
        @Test
        void whenTheParentIsNotAttachedYet_thenItsPriorityIsTheParentsToo() {
            Probe loose = loose("Q", 4);
            loose.source.addChild(child.source);
            assertThat(child.source.priority()).isEqualTo(4);

            loose.source.setPriority(5);
            loose.source.attach(context);
            assertThat(child.source.priority()).isEqualTo(5);
        }

        /** S8. */
        @Test
        void whenItIsGivenAPriorityOfItsOwn_thenThatIsRefused() {
            parent.source.addChild(child.source);

            assertThatThrownBy(() -> child.source.setPriority(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("priority is the parent's: " + child.source);
            assertThat(child.source.priority()).isEqualTo(7);
        }

        /** S10: its watches count at the new priority, and the change wakes. */
        @Test
        void whenTheParentIsMoved_thenItsWatchesAreToo() {
            Object channel = new Object();
            child.source.addWatch(channel, IOCondition.IN);
            parent.source.addChild(child.source);
            loop.iterate();
            idle("i", 7);
            makeReady(channel);

            parent.source.setPriority(6);
            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(ran).containsExactly("c", "P");
        }

        /** S10: and a poll that waits ends. */
        @Test
        void whenTheParentIsMovedWhileTheLoopPolls_thenThePollEnds() {
            PollRecord record = child.source.addWatch(new Object(), IOCondition.IN);
            parent.source.addChild(child.source);
            loop.iterate();
            timeout("t", 0, 50);
            poller.duringNextPoll(() -> parent.source.setPriority(6));

            assertThat(loop.iterateBlocking()).isFalse();

            assertThat(clock.elapsedNanos()).isZero();
            assertThat(poller.records()).containsExactly(record);
        }
    }
}
