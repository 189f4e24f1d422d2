package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloodTest {
    private final Flood flood = new Flood();

    @Test
    void whenNothingCame_thenThereIsNoRest() {
        assertThat(flood.isWorthARest(true)).isFalse();
    }

    @Test
    void whenMessagesComeOneByOne_thenThereIsNoRest() {
        flood.took(Flood.FEW - 1);

        assertThat(flood.isWorthARest(true)).isFalse();
    }

    @Test
    void whenSomeCameAtATime_thenThereIsARestWhetherMoreAreThereOrNot() {
        flood.took(Flood.FEW);
        assertThat(flood.isWorthARest(false)).isTrue();

        flood.took(Flood.MANY - 1);
        assertThat(flood.isWorthARest(true)).isTrue();
    }

    @Test
    void whenManyCameAndMoreAreThere_thenThereIsNoRest() {
        flood.took(Flood.MANY);

        assertThat(flood.isWorthARest(false)).isFalse();
    }

    @Test
    void whenManyCameAndNoneIsLeft_thenThereIsARest() {
        flood.took(Flood.MANY);

        assertThat(flood.isWorthARest(true)).isTrue();
    }

    @Test
    void whenNothingHasComeSinceTheRest_thenThereIsNoOther() {
        flood.took(Flood.FEW);
        flood.isWorthARest(true);

        assertThat(flood.isWorthARest(true)).isFalse();
    }
}
