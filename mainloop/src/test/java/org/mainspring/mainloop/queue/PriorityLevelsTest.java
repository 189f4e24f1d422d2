package org.mainspring.mainloop.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PriorityLevelsTest {
    private final PriorityLevels<Item> levels = new PriorityLevels<>();

    private List<Integer> walk() {
        List<Integer> priorities = new ArrayList<>();
        for (PriorityLevel<Item> level = levels.first(); level != null; level = levels.after(level)) {
            priorities.add(level.priority());
        }
        return priorities;
    }

    @Nested
    class GivenNoLevels {
        @Test
        void thenThereIsNothingToWalk() {
            assertThat(levels.first()).isNull();
            levels.purge();
            levels.checkInvariants();
        }

        @Test
        void whenTheEndsOfTheRangeAreUsed_thenTheyStandAtTheEnds() {
            levels.of(0);
            levels.of(Integer.MAX_VALUE);
            levels.of(Integer.MIN_VALUE);
            levels.of(-1);

            assertThat(walk()).containsExactly(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE);
        }
    }

    @Nested
    class GivenALevel {
        private final PriorityLevel<Item> level = levels.of(100);

        @Test
        void whenAskedForAgain_thenItIsTheSame() {
            assertThat(levels.of(100)).isSameAs(level);
            assertThat(level.priority()).isEqualTo(100);
        }

        @Test
        void whenALevelComesInFrontDuringAWalk_thenTheWalkGoesOnBehind() {
            levels.of(0);
            PriorityLevel<Item> last = levels.of(200);

            levels.of(50);

            assertThat(levels.after(level)).isSameAs(last);
        }

        @Test
        void whenPurged_thenItGoesUnlessItHasMembers() {
            levels.of(0).countMembers(1);
            levels.of(200).countMembers(1);

            levels.purge();

            assertThat(walk()).containsExactly(0, 200);
            assertThat(levels.after(level)).as("kept by one that has gone").isNull();
            assertThat(levels.of(100)).isNotSameAs(level);
        }

        @Test
        void whenCountsFallBelowZero_thenTheAssertionSaysSo() {
            assertThatThrownBy(() -> level.countMembers(-1)).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> level.countTimed(-1)).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> level.countWatches(-1)).isInstanceOf(AssertionError.class);
        }

        @Test
        void whenSomethingIsCounted_thenOnlyItsCountChanges() {
            level.countMembers(3);
            level.countTimed(2);
            level.countWatches(5);
            level.countTimed(-1);

            assertThat(level.members()).isEqualTo(3);
            assertThat(level.timed()).isOne();
            assertThat(level.watches()).isEqualTo(5);
        }
    }

    @Test
    void whenLevelsComeAndGoAtRandom_thenTheyAgreeWithATreeMap() {
        Random random = Seed.random(PriorityLevelsTest.class);
        TreeMap<Integer, Integer> members = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            int priority = random.nextInt(60) - 30;
            if (random.nextInt(100) == 0) {
                levels.purge();
                members.values().removeIf(count -> count == 0);
            } else if (members.getOrDefault(priority, 0) == 0 || random.nextBoolean()) {
                levels.of(priority).countMembers(1);
                members.merge(priority, 1, Integer::sum);
            } else {
                levels.of(priority).countMembers(-1);
                members.merge(priority, -1, Integer::sum);
            }
            levels.checkInvariants();
            members.putIfAbsent(priority, 0);
            Map.Entry<Integer, Integer> after = members.higherEntry(priority);
            PriorityLevel<Item> found = levels.after(levels.of(priority));
            assertThat(found == null ? null : found.priority()).isEqualTo(after == null ? null : after.getKey());
            assertThat(found == null ? null : found.members()).isEqualTo(after == null ? null : after.getValue());
        }
        assertThat(walk()).containsExactlyElementsOf(members.keySet());
    }
}
