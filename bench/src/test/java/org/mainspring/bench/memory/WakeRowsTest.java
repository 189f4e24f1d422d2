package org.mainspring.bench.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.bench.peer.ThreadIdentity;

class WakeRowsTest {
    /** Without the proof a post may find the loop awake still. */
    @Test
    @Timeout(120)
    void whenEachPostWaitsUntilTheLoopSleeps_thenEachWakesIt() {
        assumeTrue(ThreadIdentity.current().linuxId() >= 0, "nobody but Linux tells whether a thread sleeps: not run");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new WakeRows(new Lines(new PrintStream(out, true, UTF_8))).print();

        assertThat(out.toString(UTF_8).lines())
                .hasSize(2)
                .contains("COUNT|W4 post|posters=1;how=one by one|mainspring|wake-ups|1.0");
    }
}
