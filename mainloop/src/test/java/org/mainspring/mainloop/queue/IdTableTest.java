package org.mainspring.mainloop.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTableTest {
    private static final int MANY = 200_000;

    private final IdTable<Item> table = new IdTable<>();

    private Item add(int id) {
        Item item = Item.withId(id);
        table.add(item);
        table.checkInvariants();
        return item;
    }

    private List<Item> all() {
        List<Item> items = new ArrayList<>();
        table.forEach(items::add);
        return items;
    }

    @Nested
    class GivenAnEmptyTable {
        @Test
        void thenItFindsNobody() {
            assertThat(table.size()).isZero();
            assertThat(table.find(0)).isNull();
            assertThat(table.find(1)).isNull();
            assertThat(table.remove(Item.withId(1))).isFalse();
            assertThat(all()).isEmpty();
        }

        @Test
        void whenIdsLieAtTheUnsignedEnd_thenTheyAreFound() {
            Item last = add(-1);
            Item first = add(1);
            Item highestSigned = add(Integer.MAX_VALUE);
            Item lowestSigned = add(Integer.MIN_VALUE);

            assertThat(table.find(0xFFFF_FFFF)).isSameAs(last);
            assertThat(table.find(1)).isSameAs(first);
            assertThat(table.find(Integer.MAX_VALUE)).isSameAs(highestSigned);
            assertThat(table.find(Integer.MIN_VALUE)).isSameAs(lowestSigned);
            assertThat(table.find(0)).isNull();
        }

        @Test
        void whenManyComeAndGo_thenItGrowsAndShrinks() {
            List<Item> items = new ArrayList<>();
            for (int id = 1; id <= 1_000; id++) {
                items.add(add(id));
            }

            for (Item item : items.subList(3, 1_000)) {
                assertThat(table.remove(item)).isTrue();
                table.checkInvariants();
            }

            assertThat(all()).containsExactlyInAnyOrderElementsOf(items.subList(0, 3));
        }
    }

    @Nested
    class GivenAMember {
        private final Item item = add(5);

        @Test
        void whenAStrangerWithItsIdIsRemoved_thenItIsRefused() {
            assertThat(table.remove(Item.withId(5))).isFalse();
            assertThat(table.find(5)).isSameAs(item);
        }

        @Test
        void whenItIsRemovedTwice_thenTheSecondTimeIsRefused() {
            assertThat(table.remove(item)).isTrue();
            assertThat(table.remove(item)).isFalse();
            assertThat(table.size()).isZero();
        }

        @Test
        void whenAnotherComesWithItsId_thenTheAssertionSaysSo() {
            assertThatThrownBy(() -> table.add(Item.withId(5)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("5");
        }
    }

    @Nested
    class GivenIdsThatFallIntoOneSlot {
        private final List<Item> items = new ArrayList<>();

        GivenIdsThatFallIntoOneSlot() {
            for (int i = 0; i < 10; i++) {
                items.add(add(Ids.COLLIDING.at(i)));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 4, 9})
        void whenOneLeaves_thenTheOthersAreFound(int leaver) {
            Item gone = items.remove(leaver);

            assertThat(table.remove(gone)).isTrue();

            table.checkInvariants();
            assertThat(table.find(gone.id())).isNull();
            assertThat(items)
                    .allSatisfy(item -> assertThat(table.find(item.id())).isSameAs(item));
        }
    }

    /** The ids that a random test uses. */
    enum Ids {
        SEQUENCE(i -> i + 1),
        AROUND_THE_END(i -> i - 500),
        /** Multiples of the hash's inverse times a small number: all of a small table fall into the first slots. */
        COLLIDING(i -> (i + 1) * INVERSE_OF_GOLDEN),
        SPARSE(i -> i * 0x01_0000 + 1);

        private final IntUnaryOperator ids;

        Ids(IntUnaryOperator ids) {
            this.ids = ids;
        }

        int at(int index) {
            return ids.applyAsInt(index);
        }
    }

    private static final int INVERSE_OF_GOLDEN = inverse(0x9E37_79B9);

    /** The number whose product with an odd one is 1, by Newton's method. */
    private static int inverse(int odd) {
        int inverse = odd;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    @ParameterizedTest
    @EnumSource(Ids.class)
    void whenMembersComeAndGoAtRandom_thenTheTableAgreesWithAHashMap(Ids ids) {
        Random random = Seed.random(IdTableTest.class);
        Map<Integer, Item> model = new HashMap<>();
        for (int step = 0; step < 10_000; step++) {
            int range = (step >> 10) % 2 == 0 ? 1_000 : 40;
            int id = ids.at(random.nextInt(range));
            Item there = model.get(id);
            assertThat(table.find(id)).isSameAs(there);
            if (there != null) {
                assertThat(table.remove(there)).isTrue();
                model.remove(id);
            } else if (id != 0) {
                Item item = Item.withId(id);
                table.add(item);
                model.put(id, item);
            }
            table.checkInvariants();
            assertThat(table.size()).isEqualTo(model.size());
            if (step % 500 == 0) {
                assertThat(all()).containsExactlyInAnyOrderElementsOf(model.values());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"front", "back", "random"})
    void whenManyLeave_thenItDoesNotTakeForEver(String order) {
        List<Item> items = new ArrayList<>();
        for (int id = 1; id <= MANY; id++) {
            Item item = Item.withId(id);
            table.add(item);
            items.add(item);
        }
        if (order.equals("back")) {
            Collections.reverse(items);
        } else if (order.equals("random")) {
            Collections.shuffle(items, Seed.random(IdTableTest.class));
        }

        items.forEach(table::remove);

        assertThat(table.size()).isZero();
        assertThat(all()).isEmpty();
        table.checkInvariants();
    }

    @Test
    void whenIdsWander_thenItDoesNotTakeForEver() {
        List<Item> items = new ArrayList<>();
        for (int id = 1; id <= 1_000_000; id++) {
            Item item = Item.withId(id);
            table.add(item);
            items.add(item);
            if (id > 100) {
                table.remove(items.get(id - 101));
            }
        }

        assertThat(table.size()).isEqualTo(100);
        table.checkInvariants();
    }
}
