package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.queue.BackOff;

/** When a loop looks once more before it sleeps. */
class GlancesTest {
    private final WakeWord word = new WakeWord();
    private final Glances glances = new Glances(word);

    /** The sleeps, of so many to come, before which it looks; counted from 0. */
    private List<Integer> looksAmong(int sleeps) {
        List<Integer> looks = new ArrayList<>();
        for (int i = 0; i < sleeps; i++) {
            if (glances.lookBeforeSleep()) {
                looks.add(i);
            }
        }
        return looks;
    }

    @Test
    void lookBeforeSleep_inVain_looksLessAndLess() {
        assertThat(looksAmong(256)).containsExactly(0, 2, 6, 14, 30, 62, 126, 190, 254);
    }

    @Test
    void lookBeforeSleep_signal_looksBeforeTheNextSleepToo() {
        looksAmong(127); // the next is without, and so are 62 more
        assertThat(looksAmong(BackOff.MOST_WITHOUT)).isEmpty();
        word.signal();
        assertThat(glances.lookBeforeSleep()).isTrue();
        word.consume();
        assertThat(looksAmong(8)).containsExactly(0, 2, 6);
    }

    @Test
    void lookBeforeSleep_signal_leavesItToTheSleep() {
        word.signal();
        glances.lookBeforeSleep();
        assertThat(word.isSignalled()).isTrue();
        assertThat(word.trySleep(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void lookBeforeSleep_nothing_leavesTheWordAwake() {
        glances.lookBeforeSleep();
        assertThat(word.trySleep(Long.MAX_VALUE)).isTrue();
    }
}
