package org.mainspring.bench.counts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadShareTest {
    @Test
    void whenAThreadHasRunAQuarterOfTheTime_thenThatIsItsShare() {
        ThreadShare before = new ThreadShare(1_000, 10_000);
        ThreadShare after = new ThreadShare(1_100, 10_400);

        assertThat(after.percentSince(before)).isEqualTo(25);
    }

    @Test
    void whenAThreadRuns_thenItsTimeGrows() {
        ThreadShare before = ThreadShare.of(Thread.currentThread());
        ThreadShare after = before;
        while (after.cpuNanos() == before.cpuNanos()) {
            after = ThreadShare.of(Thread.currentThread());
        }

        assertThat(ThreadShare.isTold()).isTrue();
        assertThat(after.percentSince(before)).isPositive();
    }
}
