package org.mainspring.bench.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StraceLogTest {
    private static final String BEGIN = "10  access(\"/mainspring-mark/begin/wake/2/11\", F_OK) = -1 ENOENT (None)";
    private static final String END = "10  access(\"/mainspring-mark/end\", F_OK) = -1 ENOENT (None)";

    private static List<Phase> phases(String... lines) {
        return StraceLog.phases(Stream.of(lines));
    }

    @Nested
    class GivenCallsOfThreeThreads {
        private final List<Phase> phases = phases(
                "10  write(3, \"\\1\", 8) = 8",
                BEGIN,
                "10  write(3, \"\\1\\0\\0\\0\\0\\0\\0\\0\", 8)   = 8",
                "11  <... poll resumed>)               = 1 ([{fd=3, revents=POLLIN}])",
                "11  read(3, \"\\1\", 16)   = 8",
                "12  futex(0x7f00, FUTEX_WAIT_PRIVATE, 2, NULL <unfinished ...>",
                "11  poll([{fd=3, events=POLLIN}], 1, -1 <unfinished ...>",
                "10  write(3, \"x\", 8) = 8",
                END,
                "10  write(3, \"\\1\", 8) = 8");

        @Test
        void whenRead_thenThereIsOnePhase() {
            assertThat(phases).hasSize(1);
            assertThat(phases.get(0).scenario()).isEqualTo("wake");
            assertThat(phases.get(0).operations()).isEqualTo(2);
        }

        @Test
        void whenRead_thenOnlyTheTwoThreadsCountBetweenTheMarks() {
            assertThat(phases.get(0).byPoster()).isEqualTo(Map.of("write", 2L));
            assertThat(phases.get(0).byLoop()).isEqualTo(Map.of("read", 1L, "poll", 1L));
        }

        @Test
        void whenBothAreAsked_thenTheirCallsAreOneSum() {
            assertThat(phases.get(0).calls(true)).isEqualTo(Map.of("write", 2L, "read", 1L, "poll", 1L));
            assertThat(phases.get(0).calls(false)).isEqualTo(Map.of("read", 1L, "poll", 1L));
        }
    }

    @Test
    void whenAMarkIsUnfinished_thenItIsAMarkAllTheSame() {
        List<Phase> phases = phases(
                "10    newfstatat(AT_FDCWD, \"/mainspring-mark/begin/wake-channel/7/11\",  <unfinished ...>",
                "10    <... newfstatat resumed>0x7f, 0) = -1 ENOENT (No such file or directory)",
                "11    epoll_wait(3, [], 1024, -1) = 1",
                END);

        assertThat(phases).containsExactly(new Phase("wake-channel", 7, Map.of("epoll_wait", 1L), Map.of()));
    }

    @Test
    void whenThereIsNoEnd_thenThereIsNoPhase() {
        assertThat(phases(BEGIN, "10  write(3, \"x\", 8) = 8")).isEmpty();
    }

    @Test
    void whenALineIsNoCall_thenItIsPassedOver() {
        assertThat(phases(BEGIN, "11  +++ exited with 0 +++", "", "strace: what?", END))
                .containsExactly(new Phase("wake", 2, Map.of(), Map.of()));
    }
}
