package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.kind.Cancellable;

/** Child processes, signals, cancellables. */
class GProcessesTest extends GLibFixture {
    private static Process shell(String script) throws IOException {
        return new ProcessBuilder("sh", "-c", script).start();
    }

    private void ended(long pid, int wait_status, String data) {
        ran.add(data + " " + wait_status);
    }

    /** S193: the callback gets the wait status, and the source ends. */
    @Nested
    @Tag("realtime")
    class Children {
        @Test
        void aChildIsWatched() throws IOException {
            Process process = shell("exit 3");
            Source source = g_child_watch_source_new(process);
            g_source_set_callback(
                    source,
                    (long pid, int status, String data) -> ran.add(data + " " + status + " " + pid),
                    "child",
                    null);
            g_source_attach(source, null);

            iterateDefaultUntil(() -> !ran.isEmpty());

            assertThat(ran).containsExactly("child 768 " + process.pid());
            assertThat(g_source_is_destroyed(source)).isTrue();
            assertThat(g_source_get_name(source)).isEqualTo("GChildWatchSource");
        }

        @Test
        void aChildWatchIsAdded() throws IOException {
            g_child_watch_add(shell("exit 0"), GProcessesTest.this::ended, "zero");
            g_child_watch_add_full(
                    G_PRIORITY_LOW, shell("exit 1"), GProcessesTest.this::ended, "one", GProcessesTest.this::gone);

            iterateDefaultUntil(() -> ran.size() == 3);

            assertThat(ran).contains("zero 0", "one 256", "one gone");
        }

        /** Java tells nobody the exit value of a process that is only known by its number. */
        @Test
        void aPidIsWatched_withoutExitValue() throws IOException {
            Process process = shell("read line");
            Source source = g_child_watch_source_new(process.pid());
            int id = g_child_watch_add(process.pid(), GProcessesTest.this::ended, "added");
            g_child_watch_add_full(
                    G_PRIORITY_LOW, process.pid(), GProcessesTest.this::ended, "full", GProcessesTest.this::gone);
            assertThat(source).isNotNull();
            assertThat(g_main_context_find_source_by_funcs_user_data(null, g_child_watch_funcs, "added"))
                    .isSameAs(g_main_context_find_source_by_id(null, id));

            process.getOutputStream().close();
            iterateDefaultUntil(() -> ran.size() == 3);

            assertThat(ran).contains("added -1", "full -1", "full gone");
            assertThat(toldDefault).hasSize(2).allMatch(line -> line.startsWith("NO_EXIT_VALUE"));
            g_source_destroy(source);
        }
    }

    /** S188-S190. */
    @Test
    @Tag("realtime")
    void signalsComeToAllSourcesOfTheirs() throws Exception {
        Source source = g_unix_signal_source_new(SIGWINCH);
        g_source_set_callback(source, this::noteOnce, "source", null);
        g_source_attach(source, null);
        g_unix_signal_add(SIGWINCH, this::noteOnce, "added");
        int full = g_unix_signal_add_full(G_PRIORITY_LOW, SIGWINCH, this::noteOnce, "full", this::gone);
        assertThat(g_main_context_find_source_by_funcs_user_data(null, g_unix_signal_funcs, "full"))
                .isSameAs(g_main_context_find_source_by_id(null, full));

        shell("kill -WINCH " + ProcessHandle.current().pid()).waitFor();
        iterateDefaultUntil(() -> ran.size() == 4);

        assertThat(ran).contains("source", "added", "full", "full gone");
        assertThat(g_source_get_name(source)).isEqualTo("GUnixSignalSource: SIGWINCH");
    }

    /** S188: these and no others, each with its number on Linux. */
    @Test
    void sixSignalsCanBeWaitedFor() {
        for (int signum : List.of(SIGHUP, SIGINT, SIGUSR1, SIGUSR2, SIGTERM, SIGWINCH)) {
            Source source = g_unix_signal_source_new(signum);
            assertThat(source).as("signal %d", signum).isNotNull();
            g_source_destroy(source);
        }
        assertThat(toldDefault).isEmpty();
    }

    /** S195, S196. */
    @Test
    void aCancellableMakesReady() {
        Cancellable cancellable = new Cancellable();
        Source source = g_cancellable_source_new(cancellable);
        Source never = g_cancellable_source_new(null);
        g_source_set_callback(source, this::note, "cancelled", null);
        g_source_set_dummy_callback(never);
        g_source_attach(source, context);
        g_source_attach(never, context);
        assertThat(g_main_context_iteration(context, false)).isFalse();

        cancellable.cancel();

        assertThat(g_main_context_iteration(context, false)).isTrue();
        assertThat(g_main_context_iteration(context, false)).isFalse();
        assertThat(ran).containsExactly("cancelled");
    }
}
