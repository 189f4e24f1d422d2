package org.mainspring.mainloop.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHeapTest {
    private static final int MANY = 200_000;

    private final TimerHeap<Item> heap = new TimerHeap<>();

    private Item add(long deadline) {
        Item item = new Item();
        heap.add(item, deadline);
        heap.checkInvariants();
        return item;
    }

    private List<Long> drained() {
        List<Long> deadlines = new ArrayList<>();
        while (!heap.isEmpty()) {
            deadlines.add(heap.firstDeadline());
            heap.remove(heap.first());
            heap.checkInvariants();
        }
        return deadlines;
    }

    @Nested
    class GivenAnEmptyHeap {
        @Test
        void thenItHoldsNobody() {
            assertThat(heap.isEmpty()).isTrue();
            assertThat(heap.size()).isZero();
            assertThat(heap.contains(new Item())).isFalse();
            heap.checkInvariants();
        }

        @Test
        void whenDeadlinesLieAtTheEndsOfTime_thenTheyComeInOrder() {
            List<Long> deadlines = List.of(Long.MAX_VALUE, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE - 1, 1L);

            deadlines.forEach(TimerHeapTest.this::add);

            assertThat(drained()).containsExactly(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE - 1, Long.MAX_VALUE);
        }

        @Test
        void whenAllDeadlinesAreEqual_thenEverybodyComesOnce() {
            List<Item> added = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                added.add(add(5));
            }

            List<Item> came = new ArrayList<>();
            while (!heap.isEmpty()) {
                came.add(heap.first());
                heap.remove(heap.first());
                heap.checkInvariants();
            }

            assertThat(came).containsExactlyInAnyOrderElementsOf(added);
        }
    }

    @Nested
    class GivenOneMember {
        @Test
        void whenItIsRemoved_thenItMayComeBackWithAnotherDeadline() {
            Item item = add(7);

            heap.remove(item);
            heap.checkInvariants();
            boolean stayed = heap.contains(item);
            heap.add(item, 3);

            assertThat(stayed).isFalse();
            assertThat(heap.contains(item)).isTrue();
            assertThat(heap.deadlineOf(item)).isEqualTo(3);
            assertThat(heap.first()).isSameAs(item);
        }
    }

    @Nested
    class GivenMembersInTwoBranches {
        @Test
        void whenOneIsReplacedByAnEarlierOneOfTheOtherBranch_thenThatOneRises() {
            // Indexes 0 to 21; 5..8 hang below 1, 17..20 below 4. The last, 21, hangs below 5 and is early.
            Item late = null;
            for (int i = 0; i < 21; i++) {
                Item item = add(i == 0 ? 0 : i >= 5 && i <= 8 || i == 1 ? 10 : i >= 17 || i == 4 ? 100 : 50);
                late = i == 17 ? item : late;
            }
            add(11);

            heap.remove(late);
            heap.checkInvariants();

            assertThat(drained()).hasSize(21).isSorted();
        }
    }

    /** From few that are due among many to many among few. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 50, 95, 99, 100})
    void whenAllThatAreDueAreRemoved_thenTheyHaveCome_andTheOthersStay(int percentDue) {
        Random random = Seed.random(TimerHeapTest.class);
        for (int round = 0; round < 300; round++) {
            Map<Item, Long> deadlines = new HashMap<>();
            int members = random.nextInt(round + 1);
            for (int i = 0; i < members; i++) {
                Item item = new Item();
                deadlines.put(item, (long) random.nextInt(100));
                heap.add(item, deadlines.get(item));
            }

            List<Item> came = takeDue(percentDue - 1);

            heap.checkInvariants();
            assertThat(came).doesNotHaveDuplicates().allMatch(item -> deadlines.remove(item) < percentDue);
            assertThat(came).noneMatch(heap::contains);
            assertThat(deadlines.entrySet())
                    .allMatch(entry -> entry.getValue() >= percentDue
                            && heap.contains(entry.getKey())
                            && heap.deadlineOf(entry.getKey()) == entry.getValue());
            assertThat(drained()).hasSize(members - came.size()).isSorted();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 1_000_000})
    void whenMembersComeAndGoAtRandom_thenTheHeapAgreesWithATreeMap(int spread) {
        Random random = Seed.random(TimerHeapTest.class);
        TreeMap<Long, Integer> counts = new TreeMap<>();
        Map<Item, Long> deadlines = new HashMap<>();
        List<Item> inside = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            boolean growing = (step >> 11) % 2 == 0;
            if (inside.isEmpty() || random.nextInt(3) < (growing ? 2 : 1)) {
                long deadline = random.nextInt(spread);
                Item item = new Item();
                heap.add(item, deadline);
                deadlines.put(item, deadline);
                counts.merge(deadline, 1, Integer::sum);
                inside.add(item);
            } else {
                int index = random.nextInt(inside.size());
                Item item = random.nextInt(3) == 0 ? heap.first() : inside.get(index);
                assertThat(heap.deadlineOf(item)).isEqualTo(deadlines.get(item));
                heap.remove(item);
                counts.merge(deadlines.remove(item), -1, (some, other) -> some + other == 0 ? null : some + other);
                index = inside.get(index) == item ? index : inside.indexOf(item);
                Collections.swap(inside, index, inside.size() - 1);
                inside.remove(inside.size() - 1);
                assertThat(heap.contains(item)).isFalse();
            }
            heap.checkInvariants();
            assertThat(heap.size()).isEqualTo(inside.size());
            if (!inside.isEmpty()) {
                assertThat(heap.firstDeadline()).isEqualTo(counts.firstKey());
                assertThat(deadlines.get(heap.first())).isEqualTo(counts.firstKey());
            }
        }
    }

    /** Of which the first alone comes due, or several, and some are armed again before anybody looks. */
    @ParameterizedTest
    @ValueSource(ints = {2, 30, 10_000})
    void whenMembersComeDueAndAreArmedAgainOrChange_thenTheHeapAgreesWithAMap(int spread) {
        Random random = Seed.random(TimerHeapTest.class);
        Map<Item, Long> deadlines = new HashMap<>();
        List<Item> outside = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            outside.add(new Item());
        }
        long now = 0;
        for (int step = 0; step < 20_000; step++) {
            int choice = random.nextInt(8);
            if (choice < 4 && !outside.isEmpty()) {
                Item item = outside.remove(random.nextInt(outside.size()));
                deadlines.put(item, now + random.nextInt(spread));
                heap.add(item, deadlines.get(item));
            } else if (choice == 4 && !deadlines.isEmpty()) {
                Item item = any(deadlines, random);
                deadlines.put(item, now + random.nextInt(spread));
                heap.change(item, deadlines.get(item));
            } else if (choice == 5 && !deadlines.isEmpty()) {
                Item item = any(deadlines, random);
                deadlines.remove(item);
                heap.remove(item);
                outside.add(item);
            } else if (choice == 6 && !deadlines.isEmpty()) {
                assertThat(heap.firstDeadline()).isEqualTo(Collections.min(deadlines.values()));
                assertThat(deadlines).containsEntry(heap.first(), heap.firstDeadline());
            } else {
                now += random.nextInt(1 + spread / 20);
                List<Item> came = takeDue(now);
                for (Item item : came) {
                    assertThat(deadlines.remove(item)).isLessThanOrEqualTo(now);
                }
                outside.addAll(came);
                long moment = now;
                assertThat(deadlines.values()).allMatch(deadline -> deadline > moment);
            }
            heap.checkInvariants();
            assertThat(heap.size()).isEqualTo(deadlines.size());
            assertThat(deadlines)
                    .allSatisfy((item, deadline) ->
                            assertThat(heap.deadlineOf(item)).isEqualTo(deadline));
            assertThat(outside).noneMatch(heap::contains);
        }
    }

    /** One alone that is due among others, which leaves the first slot vacant; or several. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "2, 0", "2, 1", "50, 0", "50, 20", "50, 50", "90, 13"})
    void whenSomeOfThoseWhoHaveComeArePutBack_thenTheyComeAgainAndNobodyIsKept(int due, int gone) {
        List<Item> items = IntStream.range(0, 90).mapToObj(this::add).toList();
        int count = heap.removeUntil(due - 1);
        List<Item> stay = IntStream.range(gone, count).mapToObj(heap::removed).toList();

        heap.forgetRemoved(gone);
        heap.restoreRemoved(gone, count, due);
        heap.checkInvariants();

        assertThat(count).isEqualTo(due);
        assertThat(heap.size()).isEqualTo(items.size() - gone);
        assertThat(stay).allMatch(item -> heap.contains(item) && heap.deadlineOf(item) == due);
        assertThat(drained()).hasSize(items.size() - gone).isSorted();
    }

    private static Item any(Map<Item, Long> deadlines, Random random) {
        return List.copyOf(deadlines.keySet()).get(random.nextInt(deadlines.size()));
    }

    private List<Item> takeDue(long now) {
        List<Item> came = new ArrayList<>();
        int count = heap.removeUntil(now);
        for (int i = 0; i < count; i++) {
            came.add(heap.removed(i));
        }
        heap.forgetRemoved(count);
        return came;
    }

    @ParameterizedTest
    @ValueSource(strings = {"front", "back", "random"})
    void whenManyLeaveEarly_thenItDoesNotTakeForEver(String order) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Item item = new Item();
            heap.add(item, i);
            items.add(item);
        }
        if (order.equals("back")) {
            Collections.reverse(items);
        } else if (order.equals("random")) {
            Collections.shuffle(items, Seed.random(TimerHeapTest.class));
        }

        items.forEach(heap::remove);

        assertThat(heap.isEmpty()).isTrue();
        heap.checkInvariants();
    }
}
