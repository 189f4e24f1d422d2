package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.SourceFunc;

/** Where the sources stand that are made, attached and left to themselves in one call. S154. */
class GAddersTest extends GLibFixture {
    private static final int GIVEN = -7;
    private static final int LONG = 1_000_000;

    private final List<Source> added = new ArrayList<>();
    private final SourceFunc<String> function = this::note;
    private Pipe pipe;
    private Process process;

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        process = new ProcessBuilder("sh", "-c", "read line").start();
    }

    @AfterEach
    void close() throws IOException {
        added.forEach(GLib::g_source_destroy);
        g_main_context_iteration(null, false);
        process.getOutputStream().close();
        pipe.source().close();
        pipe.sink().close();
        assertThat(ran).isEmpty();
        assertThat(toldDefault).isEmpty();
    }

    private void assertAdded(int id, int priority) {
        Source source = g_main_context_find_source_by_id(g_main_context_default(), id);
        assertThat(source).isNotNull();
        added.add(source);
        assertThat(g_source_get_context(source)).isSameAs(g_main_context_default());
        assertThat(g_source_get_priority(source)).isEqualTo(priority);
    }

    /** Also on a thread that has another default. */
    @Test
    void whatIsAdded_standsInTheContextOfTheProcessAtThePriorityOfItsKind() {
        g_main_context_push_thread_default(context);
        assertAdded(g_timeout_add(LONG, function, "data"), 0);
        assertAdded(g_timeout_add_once(LONG, this::note, "data"), 0);
        assertAdded(g_timeout_add_seconds(LONG, function, "data"), 0);
        assertAdded(g_timeout_add_seconds_once(LONG, this::note, "data"), 0);
        assertAdded(g_child_watch_add(process, (pid, status, data) -> {}, "data"), 0);
        assertAdded(g_child_watch_add(process.pid(), (pid, status, data) -> {}, "data"), 0);
        assertAdded(g_unix_signal_add(SIGWINCH, function, "data"), 0);
        assertAdded(g_unix_fd_add(pipe.source(), G_IO_IN, (fd, condition, data) -> true, "data"), 0);
        assertAdded(g_io_add_watch(pipe.source(), G_IO_IN, (channel, condition, data) -> true, "data"), 0);
        assertAdded(g_idle_add(function, "data"), 200);
        assertAdded(g_idle_add_once(this::note, "data"), 200);
        g_main_context_pop_thread_default(context);
    }

    @Test
    void whatIsAddedWithAPriority_standsThere() {
        assertAdded(g_timeout_add_full(GIVEN, LONG, function, "data", null), GIVEN);
        assertAdded(g_timeout_add_seconds_full(GIVEN, LONG, function, "data", null), GIVEN);
        assertAdded(g_child_watch_add_full(GIVEN, process, (pid, status, data) -> {}, "data", null), GIVEN);
        assertAdded(g_child_watch_add_full(GIVEN, process.pid(), (pid, status, data) -> {}, "data", null), GIVEN);
        assertAdded(g_unix_signal_add_full(GIVEN, SIGWINCH, function, "data", null), GIVEN);
        assertAdded(
                g_unix_fd_add_full(GIVEN, pipe.source(), G_IO_IN, (fd, condition, data) -> true, "data", null), GIVEN);
        assertAdded(
                g_io_add_watch_full(pipe.source(), GIVEN, G_IO_IN, (channel, condition, data) -> true, "data", null),
                GIVEN);
        assertAdded(g_idle_add_full(GIVEN, function, "data", null), GIVEN);
    }
}
