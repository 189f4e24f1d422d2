package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What GLib's own tests ask of signals, where it takes two contexts. */
@Tag("realtime")
@Timeout(60)
class SignalInventoryTest {
    /** @origin glib/tests/unix.c /glib-unix/sighup_nested */
    @Test
    void whenASecondContextIsIteratedInACallbackOfTheFirst_thenBothAreToldOfOneSignal() throws Exception {
        List<String> told = new ArrayList<>();
        try (MainContext outer = new MainContext();
                MainContext inner = new MainContext()) {
            MainLoop outerLoop = new MainLoop(outer);
            MainLoop innerLoop = new MainLoop(inner);
            outer.signalAdd("WINCH", () -> {
                told.add("outer " + MainLoop.depth());
                outerLoop.quit();
                return Source.REMOVE;
            });
            inner.signalAdd("WINCH", () -> {
                told.add("inner " + MainLoop.depth());
                innerLoop.quit();
                return Source.REMOVE;
            });
            outer.idleAdd(
                    -1,
                    data -> {
                        JvmSignalFixture.raise("WINCH");
                        innerLoop.run();
                        told.add("back");
                        return Source.REMOVE;
                    },
                    null,
                    null);

            outerLoop.run();

            assertThat(told).containsExactly("inner 2", "back", "outer 1");
            assertThat(outer.iteration(false)).isFalse();
            assertThat(inner.iteration(false)).isFalse();
        }
    }
}
