package org.mainspring.mainloop.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.time.Nanos;

/** Who is told that a channel is closed, if that is said of one of its records, of the channel itself, or of both. */
class PollSetTest {
    private final PollSet set = new PollSet();
    private final PollRecord first = new PollRecord("channel", IOCondition.IN);
    private final PollRecord second = new PollRecord("channel", IOCondition.IN);

    private Map<PollRecord, IOCondition> delivered() {
        Map<PollRecord, IOCondition> told = new IdentityHashMap<>();
        set.deliver(told::put);
        return told;
    }

    @Nested
    class GivenATimeout {
        @Test
        void whenItIsNegative_thenItIsRefused_andTheOneBeforeStays() {
            set.setTimeoutNanos(5);

            for (long negative : new long[] {-1, Long.MIN_VALUE}) {
                assertThatThrownBy(() -> set.setTimeoutNanos(negative))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("timeout < 0: " + negative);
            }

            assertThat(set.timeoutNanos()).isEqualTo(5);
        }

        @Test
        void whenItIsNegativeInMilliseconds_thenItIsWithoutEnd() {
            set.setTimeoutMillis(-5);

            assertThat(set.timeoutNanos()).isEqualTo(Nanos.NEVER);
            assertThat(set.timeoutMillis()).isEqualTo(-1);
        }
    }

    @Nested
    class GivenTwoRecordsOfOneChannel {
        @BeforeEach
        void list() {
            set.add(first);
            set.add(second);
        }

        private void assertTold(IOCondition ofFirst, IOCondition ofSecond) {
            assertThat(delivered()).hasSize(2).containsEntry(first, ofFirst).containsEntry(second, ofSecond);
        }

        @Test
        void whenItIsSaidOfOne_thenTheOtherIsNotTold() {
            set.ready(first, IOCondition.NVAL);

            assertTold(IOCondition.NVAL, IOCondition.NONE);
        }

        @Test
        void whenItIsSaidOfOneThatIsNotListed_thenBothAreTold() {
            set.ready(new PollRecord("channel", IOCondition.IN), IOCondition.NVAL);

            assertTold(IOCondition.NVAL, IOCondition.NVAL);
        }

        @Test
        void whenItIsSaidOfOneAndThenOfTheChannel_thenBothAreTold() {
            set.ready(first, IOCondition.NVAL);
            set.ready("channel", IOCondition.NVAL);

            assertTold(IOCondition.NVAL, IOCondition.NVAL);
        }

        @Test
        void whenItIsSaidOfTheChannelAndThenOfOne_thenBothAreTold() {
            set.ready("channel", IOCondition.NVAL);
            set.ready(first, IOCondition.NVAL);

            assertTold(IOCondition.NVAL, IOCondition.NVAL);
        }

        @Test
        void whenItIsSaidOfOneAndTheEntryIsSet_thenBothAreTold() {
            set.ready(first, IOCondition.NVAL);
            set.setRevents(0, IOCondition.NVAL);

            assertTold(IOCondition.NVAL, IOCondition.NVAL);
        }

        @Test
        void whenTheEntryIsSetToSomethingElse_thenWhatWasSaidOfTheChannelIsForgotten() {
            set.ready("channel", IOCondition.NVAL);
            set.setRevents(0, IOCondition.IN);
            set.ready(second, IOCondition.NVAL);

            assertTold(IOCondition.IN, IOCondition.IN.or(IOCondition.NVAL));
        }
    }

    /** So many that to look through all for each of them would take minutes. */
    @Test
    @Timeout(20)
    void givenVeryManyRecordsOfOneChannel_whenItIsSaidOfHalfOfThem_thenTheCostFollowsTheirNumber() {
        List<PollRecord> records = IntStream.range(0, 400_000)
                .mapToObj(number -> new PollRecord("channel", IOCondition.IN))
                .toList();
        records.forEach(set::add);
        List<PollRecord> closed = new ArrayList<>(records.subList(200_000, 400_000));

        closed.forEach(record -> set.ready(record, IOCondition.NVAL));

        assertThat(delivered().values().stream().filter(IOCondition.NVAL::equals))
                .hasSize(200_000);
    }
}
