package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Where children stand, and what moves them, beside {@link ChildSourceTest} (S3, S5, S7, S8, S10, S11; X4). */
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
            assertThat(ends).containsExactly("P", "c2", "g2", "g1", "c1"); // the parent's end is theirs (S166)
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

    @Nested
    class GivenAChild {
        private final Probe parent = probe("P", 7);
        private final Probe child = loose("c", -3);

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
