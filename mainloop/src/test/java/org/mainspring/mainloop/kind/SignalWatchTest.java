package org.mainspring.mainloop.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.LoopDriver;

/** Sources for signals, with signals that come when the test says so. S188-S192. */
class SignalWatchTest {
    private final ManualSignals signals = new ManualSignals();
    private final SignalLine line = new SignalLine(signals, "USR1");
    private final LoopDriver loop = LoopDriver.virtual();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    SignalWatchTest() {
        loop.context().setDiagnosticHandler((code, message) -> diagnostics.add(code));
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private Source signal(SourceCallback callback) {
        SignalWatch kind = new SignalWatch(line);
        Source source = new Source(kind);
        source.setCallback(callback);
        kind.listenFrom(source);
        return source;
    }

    private Source attached(String name) {
        Source source = signal(noting(name));
        source.attach(loop.context());
        return source;
    }

    private SourceCallback noting(String name) {
        return () -> {
            loop.note(name);
            return Source.CONTINUE;
        };
    }

    /** S188. @origin glib/tests/unix.c: the other signals are criticals there */
    @ParameterizedTest
    @ValueSource(strings = {"QUIT", "KILL", "CHLD", "SIGHUP", "hup", ""})
    void whenTheSignalIsNoneOfTheSix_thenItIsRefused(String name) {
        assertThatThrownBy(() -> new SignalWatch(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signal is none of [HUP, INT, TERM, USR1, USR2, WINCH]: " + name);
    }

    /** S188, S198. */
    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "TERM", "USR1", "USR2", "WINCH"})
    void whenTheSignalIsOneOfTheSix_thenTheSourceIsNamedAfterIt(String name) {
        assertThat(new SignalWatch(name).initialName()).isEqualTo("GUnixSignalSource: SIG" + name);
    }

    @Nested
    class GivenTwoSources {
        private final Source a = attached("a");
        private final Source b = attached("b");

        /** S189. */
        @Test
        void thenTheFirstHasTakenTheSignalAndTheLastGivesItBack() {
            assertThat(signals.takeHistory()).containsExactly("take USR1");

            a.destroy();
            assertThat(signals.takeHistory()).isEmpty();

            b.destroy();
            assertThat(signals.takeHistory()).containsExactly("give back USR1");
        }

        /** S190. @origin glib/tests/unix.c test_sighup: two sources */
        @Test
        void whenTheSignalComes_thenEachRunsOnceInTheNextIteration() {
            signals.raise();
            assertThat(loop.log()).isEmpty();

            loop.iterate();
            loop.iterate();

            assertThat(loop.log()).containsExactly("a", "b");
        }

        /** S190. */
        @Test
        void whenItComesManyTimes_thenThatCountsOnce() {
            signals.raise();
            signals.raise();
            signals.raise();

            loop.iterate();
            loop.iterate();

            assertThat(loop.log()).containsExactly("a", "b");
        }

        /** S190. */
        @Test
        void whenItComesAgainAfterTheyHaveRun_thenTheyRunAgain() {
            signals.raise();
            loop.iterate();
            signals.raise();
            loop.iterate();

            assertThat(loop.log()).containsExactly("a", "b", "a", "b");
        }

        /** S190: whatever context they are on. @origin glib/tests/unix.c test_sighup_nested */
        @Test
        void whenAThirdIsOnAnotherContext_thenItRunsThere() {
            try (LoopDriver other = LoopDriver.virtual()) {
                Source c = signal(() -> {
                    other.note("c");
                    return Source.REMOVE;
                });
                c.attach(other.context());

                signals.raise();
                other.iterate();
                assertThat(loop.log()).isEmpty();
                loop.iterate();

                assertThat(other.log()).containsExactly("c");
                assertThat(loop.log()).containsExactly("a", "b");
                assertThat(c.isDestroyed()).isTrue();
            }
        }

        /** S192: a signal that the JVM has not told yet when a third is made, reaches that one too. */
        @Test
        void whenAThirdIsMadeBeforeTheSignalIsTold_thenItRunsToo() {
            attached("c");

            signals.raise();
            loop.iterate();

            assertThat(loop.log()).containsExactly("a", "b", "c");
        }

        /** S190: those who are told already are told, a third that is made then is not. */
        @Test
        void whenAThirdIsMadeAfterTheSignalWasTold_thenItDoesNotRun() {
            signals.raise();
            attached("c");

            loop.iterate();

            assertThat(loop.log()).containsExactly("a", "b");
        }

        @Test
        void whenOneCannotBeTold_thenTheOthersAre() {
            line.remove(b);
            SourceHandle failing = (SourceHandle) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {SourceHandle.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("equals")) {
                            return proxy == arguments[0];
                        }
                        throw new IllegalStateException("no poller");
                    });
            line.add(failing);
            line.add(b);

            assertThatThrownBy(signals::raise).hasMessage("no poller");
            loop.iterate();

            assertThat(loop.log()).containsExactly("a", "b");
            line.remove(failing);
        }
    }

    @Nested
    class GivenASourceThatIsNotAttached {
        private final Source source = signal(noting("a"));

        /** S192. */
        @Test
        void whenTheSignalComesBeforeItIsAttached_thenItRunsAfter() {
            signals.raise();
            source.attach(loop.context());

            loop.iterate();
            loop.iterate();

            assertThat(loop.log()).containsExactly("a");
        }

        /** S189. */
        @Test
        void whenItIsDestroyed_thenTheSignalIsGivenBack() {
            source.destroy();

            assertThat(signals.takeHistory()).containsExactly("take USR1", "give back USR1");
        }
    }

    /** S189: the signal goes back when the source is finalized, which a running callback puts off. */
    @Test
    void whenItIsDestroyedByItsOwnCallback_thenTheSignalIsGivenBackAfterTheCallback() {
        List<List<String>> during = new ArrayList<>();
        Source source = signal(() -> {
            Source.current().destroy();
            during.add(signals.takeHistory());
            return Source.CONTINUE;
        });
        source.attach(loop.context());

        signals.raise();
        loop.iterate();

        assertThat(during).containsExactly(List.of("take USR1"));
        assertThat(signals.takeHistory()).containsExactly("give back USR1");
    }

    /** S189. */
    @Test
    void whenTheContextIsClosed_thenTheSignalIsGivenBack() {
        attached("a");

        loop.context().close();

        assertThat(signals.takeHistory()).containsExactly("take USR1", "give back USR1");
    }

    /** S189. */
    @Test
    void whenASourceIsMadeAfterTheLastHasGone_thenTheSignalIsTakenAgain() {
        attached("a").destroy();
        attached("b");

        signals.raise();
        loop.iterate();

        assertThat(signals.takeHistory()).containsExactly("take USR1", "give back USR1", "take USR1");
        assertThat(loop.log()).containsExactly("b");
    }

    /** S191. @origin glib/tests/unix.c test_callback_after_signal */
    @Test
    void whenTheSignalComesDuringTheCallback_thenItRunsOnceMore() {
        Source source = signal(() -> {
            loop.note("call");
            if (loop.log().size() == 1) {
                signals.raise();
            }
            return Source.CONTINUE;
        });
        source.attach(loop.context());
        signals.raise();

        loop.iterate();
        assertThat(loop.log()).hasSize(1);
        loop.iterate();
        loop.iterate();

        assertThat(loop.log()).hasSize(2);
    }

    /** S76. */
    @Test
    void whenItHasNoCallback_thenItWarnsAndIsRemoved() {
        SignalWatch kind = new SignalWatch(line);
        Source source = new Source(kind);
        kind.listenFrom(source);
        source.attach(loop.context());

        signals.raise();
        loop.iterate();

        assertThat(diagnostics).containsExactly(Diagnostic.NO_CALLBACK);
        assertThat(source.isDestroyed()).isTrue();
        assertThat(signals.takeHistory()).containsExactly("take USR1", "give back USR1");
    }

    @Test
    void whenTheSignalCannotBeTaken_thenTheSourceIsNotKeptAndTheNextTriesAgain() {
        signals.refuses = true;
        assertThatThrownBy(() -> signal(noting("a"))).isInstanceOf(UnsupportedOperationException.class);

        signals.refuses = false;
        attached("b").destroy();

        assertThat(signals.takeHistory()).containsExactly("take USR1", "give back USR1");
    }
}
