package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.testing.LoopDriver;

class SmokeTest {
    @Test
    void aDay() {
        try (LoopDriver loop = LoopDriver.virtual()) {
            loop.context().timeoutAdd(Duration.ofDays(1), loop.logging("tomorrow"));
            loop.context().timeoutAdd(Duration.ofHours(36), loop.loggingOnce("x"));
            loop.context().idleAdd(loop.loggingOnce("idle"));
            loop.advance(Duration.ofDays(2));
            assertThat(loop.log()).containsExactly("idle@0", "tomorrow@1d", "x@36h", "tomorrow@2d");
        }
    }

    @Test
    void real() {
        MainContext c = new MainContext();
        MainLoop l = new MainLoop(c);
        int[] n = {0};
        c.timeoutAdd(Duration.ofMillis(5), () -> {
            if (++n[0] == 5) l.quit();
            return true;
        });
        l.run();
        assertThat(n[0]).isEqualTo(5);
        c.close();
    }
}
