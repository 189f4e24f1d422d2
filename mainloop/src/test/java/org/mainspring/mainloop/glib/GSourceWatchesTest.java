package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;

/** The functions for a source that watches channels. */
class GSourceWatchesTest extends GLibFixture {
    private static final GSourceFuncs<Object> PLAIN =
            new GSourceFuncs<>(null, null, (self, source, callback) -> callback != null && callback.call(), null);

    private final Source source = plain("plain");

    private Source plain(String name) {
        Source source = g_source_new(PLAIN, new Object());
        g_source_set_callback(source, this::note, name, this::gone);
        return source;
    }

    /** S118, S122. */
    @Test
    void aWatchMakesReady() {
        g_source_attach(source, context);
        PollRecord tag = g_source_add_unix_fd(source, "channel", G_IO_IN | G_IO_PRI);
        poller.makeReady("channel", IOCondition.OUT);
        assertThat(g_main_context_iteration(context, false)).isFalse();

        g_source_modify_unix_fd(source, tag, G_IO_IN | G_IO_OUT);
        g_main_context_iteration(context, false);
        assertThat(g_main_context_pending(context)).isTrue();
        assertThat(g_source_query_unix_fd(source, tag)).isEqualTo(G_IO_OUT);

        g_source_remove_unix_fd(source, tag);
        assertThat(poller.records()).isEmpty();
    }

    /** S59, S128. */
    @Test
    void aRawRecordIsLookedAtByCheckOnly() {
        PollRecord fd = new PollRecord("channel", IOCondition.IN);
        Source checking = g_source_new(
                new GSourceFuncs<PollRecord>(
                        null,
                        (self, unused) -> self.revents().contains(IOCondition.IN),
                        (self, unused, callback) -> callback != null && callback.call(),
                        null),
                fd);
        g_source_set_callback(checking, this::note, "checking", null);
        g_source_add_poll(checking, fd);
        g_source_add_poll(source, new PollRecord("channel", IOCondition.IN));
        g_source_attach(source, context);
        g_source_attach(checking, context);
        poller.makeReady("channel", IOCondition.IN);

        g_main_context_iteration(context, false);

        assertThat(ran).containsExactly("checking");
        g_source_remove_poll(checking, fd);
        g_main_context_iteration(context, false);
        assertThat(ran).containsExactly("checking");
    }
}
