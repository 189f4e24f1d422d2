package org.mainspring.mainloop.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedListTest {
    private static final int MANY = 200_000;

    private final OrderedList<Item> list = new OrderedList<>();

    private Item add(long position) {
        Item item = Item.at(position);
        list.add(item);
        return item;
    }

    private int begin() {
        return list.indexOf(Long.MIN_VALUE);
    }

    private int end() {
        return list.indexOf(Long.MAX_VALUE);
    }

    private List<Item> byIndex() {
        return between(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Who stands from one position until before another. */
    private List<Item> between(long from, long before) {
        List<Item> items = new ArrayList<>();
        int end = list.indexOf(before);
        for (int i = list.indexOf(from); i < end; i++) {
            Item item = list.at(i);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private List<Item> byAfter() {
        List<Item> items = new ArrayList<>();
        for (Item item = list.after(Long.MIN_VALUE); item != null; item = list.after(item.position())) {
            items.add(item);
        }
        return items;
    }

    @Nested
    class GivenAnEmptyList {
        @Test
        void thenItHoldsNobody() {
            assertThat(list.isEmpty()).isTrue();
            assertThat(list.size()).isZero();
            assertThat(begin()).isEqualTo(end());
            assertThat(list.after(Long.MIN_VALUE)).isNull();
            assertThat(list.remove(Item.at(1))).isFalse();
            list.clear();
            list.checkInvariants();
        }

        @Test
        void whenMembersComeOutOfOrder_thenTheyStandInOrder() {
            Item third = add(30);
            Item first = add(10);
            Item last = add(Long.MAX_VALUE);
            Item second = add(20);
            Item lowest = add(Long.MIN_VALUE + 1);

            assertThat(byIndex()).containsExactly(lowest, first, second, third, last);
            assertThat(byAfter()).containsExactly(lowest, first, second, third, last);
            list.checkInvariants();
        }

        @Test
        void whenManyComeInReverse_thenTheyStandInOrder() {
            for (int i = 1_000; i > 0; i--) {
                add(i);
            }

            assertThat(byIndex().stream().map(Item::position)).hasSize(1_000).isSorted();
            list.checkInvariants();
        }
    }

    @Nested
    class GivenThreeMembers {
        private final Item first = add(10);
        private final Item second = add(20);
        private final Item third = add(30);

        @Test
        void whenTheMiddleOneLeaves_thenTheWalksStepOverItsHole() {
            assertThat(list.remove(second)).isTrue();

            assertThat(byIndex()).containsExactly(first, third);
            assertThat(byAfter()).containsExactly(first, third);
            assertThat(list.after(20)).isSameAs(third);
            assertThat(list.size()).isEqualTo(2);
            list.checkInvariants();
        }

        @Test
        void whenTheMiddleOneLeavesAndComesBack_thenItStandsWhereItStood() {
            list.remove(second);
            list.add(second);

            assertThat(byIndex()).containsExactly(first, second, third);
            list.checkInvariants();
        }

        @Test
        void whenTheEndsLeave_thenTheyLeaveNoHole() {
            list.remove(first);
            list.remove(third);

            assertThat(end() - begin()).isOne();
            assertThat(byIndex()).containsExactly(second);
            list.checkInvariants();
        }

        @Test
        void whenOneLeavesTwice_thenTheSecondTimeIsRefused() {
            list.remove(second);

            assertThat(list.remove(second)).isFalse();
            assertThat(list.size()).isEqualTo(2);
        }

        @Test
        void whenAStrangerOfTheSamePositionIsRemoved_thenItIsRefused() {
            assertThat(list.remove(Item.at(20))).isFalse();
            assertThat(list.size()).isEqualTo(3);
        }

        @Test
        void whenAskedForWhatIsBehindAPosition_thenNobodyNeedStandThere() {
            assertThat(list.after(9)).isSameAs(first);
            assertThat(list.after(10)).isSameAs(second);
            assertThat(list.after(25)).isSameAs(third);
            assertThat(list.after(30)).isNull();
            assertThat(between(10, 30)).containsExactly(first, second);
            assertThat(between(11, 31)).containsExactly(second, third);
            assertThat(list.after(Long.MAX_VALUE)).isNull();
        }

        @Test
        void whenCleared_thenItBeginsAnew() {
            list.clear();
            Item next = add(1);

            assertThat(byIndex()).containsExactly(next);
            list.checkInvariants();
        }
    }

    /** With or without a look after every step, because a look sorts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void whenMembersComeAndGoAtRandom_thenTheListAgreesWithATreeMap(int stepsBetweenLooks) {
        Random random = Seed.random(OrderedListTest.class);
        TreeMap<Long, Item> model = new TreeMap<>();
        List<Item> gone = new ArrayList<>();
        long tail = 0;
        long walked = -1;
        for (int step = 0; step < 30_000; step++) {
            boolean growing = (step >> 9) % 2 == 0;
            if (model.isEmpty() || random.nextInt(3) < (growing ? 2 : 1)) {
                Item item = gone.isEmpty() || random.nextInt(3) > 0
                        ? Item.at(tail++)
                        : gone.remove(random.nextInt(gone.size()));
                list.add(item);
                model.put(item.position(), item);
            } else {
                Item item = pick(model, random, tail);
                assertThat(list.remove(item)).isTrue();
                model.remove(item.position());
                gone.add(item);
            }
            if (step % stepsBetweenLooks == 0) {
                list.checkInvariants();
            }
            assertThat(list.size()).isEqualTo(model.size());
            assertThat(list.isEmpty()).isEqualTo(model.isEmpty());
            if (random.nextInt(stepsBetweenLooks) == 0) {
                long position = random.nextBoolean() ? walked : random.nextInt((int) tail + 2) - 1L;
                Map.Entry<Long, Item> behind = model.higherEntry(position);
                assertThat(list.after(position)).isSameAs(behind == null ? null : behind.getValue());
                walked = behind == null ? -1 : behind.getKey(); // mostly, the walk goes on from there
            }
            if (step % 1_000 == 999) {
                assertThat(byIndex()).containsExactlyElementsOf(model.values());
                long from = random.nextInt((int) tail);
                long before = from + random.nextInt((int) tail);
                assertThat(between(from, before))
                        .containsExactlyElementsOf(model.subMap(from, before).values());
                assertThat(byAfter()).containsExactlyElementsOf(model.values());
            }
        }
    }

    private static Item pick(TreeMap<Long, Item> model, Random random, long tail) {
        if (random.nextInt(4) == 0) {
            return model.firstEntry().getValue();
        }
        Map.Entry<Long, Item> from = model.ceilingEntry((long) random.nextInt((int) tail + 1));
        return (from == null ? model.lastEntry() : from).getValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"front", "back", "random"})
    void whenManyLeave_thenItDoesNotTakeForEver(String order) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            items.add(add(i));
        }
        if (order.equals("back")) {
            Collections.reverse(items);
        } else if (order.equals("random")) {
            Collections.shuffle(items, Seed.random(OrderedListTest.class));
        }

        items.forEach(list::remove);

        assertThat(list.isEmpty()).isTrue();
        list.checkInvariants();
    }

    @Test
    void whenManyComeInRandomOrder_thenSortingDoesNotTakeForEver() {
        List<Long> positions = new ArrayList<>();
        for (long i = 0; i < MANY; i++) {
            positions.add(i);
        }
        Collections.shuffle(positions, Seed.random(OrderedListTest.class));

        positions.forEach(this::add);

        assertThat(begin()).isZero();
        list.checkInvariants();
        assertThat(list.size()).isEqualTo(MANY);
    }

    @Test
    void whenTheListIsUsedAsALongQueue_thenItsMemoryStaysThatOfItsMembers() {
        for (int i = 0; i < 100; i++) {
            add(i);
        }

        for (int i = 100; i < MANY; i++) {
            add(i);
            list.remove(list.at(begin()));
        }

        assertThat(list.size()).isEqualTo(100);
        assertThat(end()).isLessThan(1_000);
        list.checkInvariants();
    }
}
