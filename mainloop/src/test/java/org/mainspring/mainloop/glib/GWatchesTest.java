package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;

/** Watches of channels, by either of their names in C. */
class GWatchesTest extends GLibFixture {
    private Pipe pipe;

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        pipe.source().close();
        pipe.sink().close();
    }

    private boolean read(Pipe.SourceChannel fd, int condition, String data) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1);
        ran.add(data + " " + (condition & G_IO_IN) + " " + fd.read(buffer));
        return G_SOURCE_REMOVE;
    }

    /** S122. */
    @Test
    void aWatchIsMade_andToldWhatTheChannelIsReadyFor() {
        Source fd = g_unix_fd_source_new(pipe.source(), G_IO_IN | G_IO_HUP);
        Source io = g_io_create_watch(pipe.source(), G_IO_IN);
        GUnixFDSourceFunc<Pipe.SourceChannel, String> callback = (channel, condition, data) -> {
            ran.add(data + " " + condition + " " + (channel == pipe.source()));
            return G_SOURCE_CONTINUE;
        };
        g_source_set_callback(fd, callback, "fd", null);
        g_source_set_callback(io, callback, "io", null);
        g_source_attach(fd, context);
        g_source_attach(io, context);
        poller.makeReady(pipe.source(), IOCondition.IN.or(IOCondition.HUP));

        g_main_context_iteration(context, false);

        assertThat(ran).containsExactly("fd 17 true", "io 17 true");
        assertThat(g_source_get_name(fd)).isNull();
        assertThat(g_source_get_name(io)).isEqualTo("GIOChannel (Unix)");
        assertThat(g_main_context_find_source_by_funcs_user_data(context, g_io_watch_funcs, "io"))
                .isSameAs(io);
        assertThat(g_main_context_find_source_by_funcs_user_data(context, g_unix_fd_source_funcs, "io"))
                .isNull();
    }

    /** What is added goes to the context of the process. */
    @Test
    @Tag("realtime")
    void watchesAreAdded_inFourWays() throws IOException {
        g_unix_fd_add(pipe.source(), G_IO_IN, this::read, "1");
        g_unix_fd_add_full(1, pipe.source(), G_IO_IN, this::read, "2", this::gone);
        g_io_add_watch(pipe.source(), G_IO_IN, this::read, "3");
        g_io_add_watch_full(pipe.source(), 1, G_IO_IN, this::read, "4", this::gone);
        pipe.sink().write(ByteBuffer.allocate(4));

        iterateDefaultUntil(() -> ran.size() == 6);

        assertThat(ran).containsExactly("1 1 1", "3 1 1", "2 1 1", "2 gone", "4 1 1", "4 gone");
        assertThat(toldDefault).isEmpty();
    }
}
