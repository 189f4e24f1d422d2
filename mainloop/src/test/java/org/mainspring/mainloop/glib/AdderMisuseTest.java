package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.io.IOException;
import java.nio.channels.Pipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.SourceFunc;

/**
 * What GLib calls critical or warns about, of functions that add a source: each returns 0 or null as in C, does nothing, and says so. These are
 * rows of section 6 of the behaviour contract, in its order.
 */
class AdderMisuseTest extends GLibFixture {
    private final SourceFunc<Object> none = null;
    private final GSourceOnceFunc<Object> noneOnce = null;
    private final GUnixFDSourceFunc<Pipe.SourceChannel, Object> noneReady = null;
    private final GChildWatchFunc<Object> noneEnded = null;
    private final DestroyNotify<Object> notify = data -> ran.add("gone");

    /** S154. */
    @Test
    void noFunctionToAdd() {
        assertThat(g_idle_add(none, null)).isZero();
        assertThat(g_idle_add_full(0, none, null, notify)).isZero();
        assertThat(g_idle_add_once(noneOnce, null)).isZero();
        assertThat(g_timeout_add(1, none, null)).isZero();
        assertThat(g_timeout_add_full(0, 1, none, null, notify)).isZero();
        assertThat(g_timeout_add_once(1, noneOnce, null)).isZero();
        assertThat(g_timeout_add_seconds(1, none, null)).isZero();
        assertThat(g_timeout_add_seconds_full(0, 1, none, null, notify)).isZero();
        assertThat(g_timeout_add_seconds_once(1, noneOnce, null)).isZero();
        assertThat(g_unix_signal_add(SIGWINCH, none, null)).isZero();
        assertThat(g_unix_signal_add_full(0, SIGWINCH, none, null, notify)).isZero();
        assertThat(g_child_watch_add(1L, noneEnded, null)).isZero();
        assertThat(g_child_watch_add_full(0, 1L, noneEnded, null, notify)).isZero();

        assertThat(toldDefault)
                .containsExactly(
                        "NULL_FUNCTION g_idle_add",
                        "NULL_FUNCTION g_idle_add_full",
                        "NULL_FUNCTION g_idle_add_once",
                        "NULL_FUNCTION g_timeout_add",
                        "NULL_FUNCTION g_timeout_add_full",
                        "NULL_FUNCTION g_timeout_add_once",
                        "NULL_FUNCTION g_timeout_add_seconds",
                        "NULL_FUNCTION g_timeout_add_seconds_full",
                        "NULL_FUNCTION g_timeout_add_seconds_once",
                        "NULL_FUNCTION g_unix_signal_add",
                        "NULL_FUNCTION g_unix_signal_add_full",
                        "NULL_FUNCTION g_child_watch_add",
                        "NULL_FUNCTION g_child_watch_add_full");
        assertThat(ran).isEmpty();
    }

    @Test
    void noFunctionToAddAWatch() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);

        assertThat(g_unix_fd_add(pipe.source(), G_IO_IN, noneReady, null)).isZero();
        assertThat(g_unix_fd_add_full(0, pipe.source(), G_IO_IN, noneReady, null, notify))
                .isZero();
        assertThat(g_io_add_watch(pipe.source(), G_IO_IN, noneReady, null)).isZero();
        assertThat(g_io_add_watch_full(pipe.source(), 0, G_IO_IN, noneReady, null, notify))
                .isZero();

        assertThat(toldDefault)
                .containsExactly(
                        "NULL_FUNCTION g_unix_fd_add",
                        "NULL_FUNCTION g_unix_fd_add_full",
                        "NULL_FUNCTION g_io_add_watch",
                        "NULL_FUNCTION g_io_add_watch_full");
        pipe.source().close();
        pipe.sink().close();
    }

    /** S193. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void noProcess(long pid) {
        assertThat(g_child_watch_source_new(pid)).isNull();
        assertThat(g_child_watch_add(pid, (id, status, data) -> {}, null)).isZero();
        assertThat(g_child_watch_add_full(0, pid, (id, status, data) -> {}, null, null))
                .isZero();

        assertThat(toldDefault)
                .containsExactly(
                        "BAD_PID g_child_watch_source_new",
                        "BAD_PID g_child_watch_add",
                        "BAD_PID g_child_watch_add_full");
    }

    @Test
    void theProcessItself() {
        assertThat(g_child_watch_source_new(ProcessHandle.current().pid())).isNull();

        assertThat(toldDefault).containsExactly("BAD_PID g_child_watch_source_new");
    }

    /** S188: neither KILL nor CHLD. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, 9, 17, 64})
    void noSignal(int signum) {
        assertThat(g_unix_signal_source_new(signum)).isNull();
        assertThat(g_unix_signal_add(signum, this::note, "signal")).isZero();
        assertThat(g_unix_signal_add_full(0, signum, this::note, "signal", this::gone))
                .isZero();

        assertThat(toldDefault)
                .containsExactly(
                        "BAD_SIGNAL g_unix_signal_source_new",
                        "BAD_SIGNAL g_unix_signal_add",
                        "BAD_SIGNAL g_unix_signal_add_full");
        assertThat(ran).isEmpty();
    }
}
