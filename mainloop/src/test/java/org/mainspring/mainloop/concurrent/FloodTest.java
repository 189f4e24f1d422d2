package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.queue.BackOff;

class FloodTest {
    private final Flood flood = new Flood();

    /** A batch of so many, and something is there again when it is over. */
    private boolean restsAfter(long count) {
        flood.begin(count);
        return flood.isWorthARest();
    }

    private int occasionsWithout() {
        int without = 0;
        while (!restsAfter(1)) {
            without++;
        }
        return without;
    }

    @Test
    void whenThereWasNoBatch_thenThereIsNoRest() {
        assertThat(flood.isWorthARest()).isFalse();
    }

    @Test
    void whenMoreIsThereAfterAShortBatch_thenThereIsARest() {
        assertThat(restsAfter(Flood.LONG - 1)).isTrue();
    }

    @Test
    void whenMoreIsThereAfterALongBatch_thenThereIsNone() {
        assertThat(restsAfter(Flood.LONG)).isFalse();
    }

    @Test
    void whenTheOwnerHasPostedWhatIsThere_thenThereIsNone() {
        flood.begin(1);
        flood.forget();

        assertThat(flood.isWorthARest()).isFalse();
    }

    @Test
    void whenThereWasARest_thenThereIsNoOtherBeforeTheNextBatch() {
        restsAfter(1);

        assertThat(flood.isWorthARest()).isFalse();
    }

    @Test
    void whenEnoughHaveComeInARest_thenTheNextOccasionHasOne() {
        restsAfter(1);

        assertThat(restsAfter(Flood.ENOUGH)).isTrue();
    }

    @Test
    void whenFewHaveComeInEachRest_thenMoreAndMoreOccasionsHaveNone() {
        restsAfter(1);

        assertThat(new int[] {occasionsWithout(), occasionsWithout(), occasionsWithout()})
                .containsExactly(1, 3, 7);
    }

    @Test
    void whenNoRestWasEverOfUse_thenThereIsStillOneNowAndThen() {
        for (int i = 0; i < 20; i++) {
            occasionsWithout();
        }

        assertThat(occasionsWithout()).isEqualTo(BackOff.MOST_WITHOUT);
    }
}
