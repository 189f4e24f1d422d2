package org.mainspring.mainloop.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionSortTest {
    private final PositionSort sort = new PositionSort();

    /** Of all sizes around which something changes, many in order already or few, close together or far apart. */
    @ParameterizedTest
    @CsvSource({"0, 0", "10, 0", "33, 4", "100, 20", "100, 43", "1000, 62", "1000, 63"})
    void whenMembersAreSorted_thenEachStandsAtItsPosition(int most, int bits) {
        Random random = Seed.random(PositionSortTest.class);
        for (int round = 0; round < 300; round++) {
            long[] positions = random.longs(
                            random.nextInt(most + 1), Long.MIN_VALUE >> (63 - bits), Long.MAX_VALUE >> (63 - bits) | 1)
                    .distinct()
                    .toArray();
            int size = positions.length;
            Arrays.sort(positions, 0, random.nextInt(size + 1));
            long[] expected = positions.clone();
            Arrays.sort(expected);
            Member[] members = Arrays.stream(positions).mapToObj(Item::at).toArray(Member[]::new);

            sort.sort(positions, members, size);

            assertThat(positions).isEqualTo(expected);
            assertThat(Arrays.stream(members).mapToLong(Member::position))
                    .isSorted()
                    .hasSize(size);
            for (int i = 0; i < size; i++) {
                assertThat(members[i].position()).isEqualTo(positions[i]);
            }
        }
    }
}
