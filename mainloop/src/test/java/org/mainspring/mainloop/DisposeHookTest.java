package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceHandle;

/** What is told before a source's end (S176, S177). */
class DisposeHookTest extends LoopFixture {
    private final List<String> told = new ArrayList<>();
    private final Source source = new Source(new Kind());

    private final class Kind implements FinalizeHook {
        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            return Source.REMOVE;
        }

        @Override
        public void finalizeSource(SourceHandle self) {
            told.add("finalize");
        }
    }

    @BeforeEach
    void tell() {
        source.setCallback(data -> Source.CONTINUE, "", data -> told.add("notify"));
        source.setDisposeHook(self -> {
            assertThat(self).isSameAs(source);
            told.add("dispose");
        });
    }

    /** S176. */
    @Test
    void whenAnAttachedSourceIsDestroyed_thenNotifyComesFirst() {
        attach(source, 0);

        source.destroy();
        source.destroy();

        assertThat(told).containsExactly("notify", "dispose", "finalize");
    }

    /** S176. */
    @Test
    void whenAnUnattachedSourceIsDestroyed_thenNotifyComesLast() {
        source.destroy();

        assertThat(told).containsExactly("dispose", "finalize", "notify");
    }

    /** S74, S177: when the callback has returned. */
    @Test
    void whenItEndsByItsCallback_thenAllIsToldOnce() {
        attach(source, 0);
        source.setReadyTimeNanos(clock.nanos());

        loop.iterate();

        assertThat(told).containsExactly("notify", "dispose", "finalize");
    }

    /** S177: once. */
    @Test
    void whenASecondHookIsSet_thenThatIsRefused() {
        assertThatThrownBy(() -> source.setDisposeHook(self -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dispose hook");
    }

    /** An exception goes to the handler, and the rest is told all the same. */
    @Test
    void whenTheHookThrows_thenTheFinalizeHookRuns() {
        Source thrower = new Source(new Kind());
        thrower.setDisposeHook(self -> {
            throw new IllegalStateException("from dispose");
        });
        attach(thrower, 0);

        thrower.destroy();

        assertThat(told).containsExactly("finalize");
        assertThat(failures)
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessage("from dispose"));
    }
}
