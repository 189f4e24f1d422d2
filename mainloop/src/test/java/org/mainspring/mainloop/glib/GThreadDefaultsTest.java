package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContextPusher;

/** The functions for the context that is the default of a thread. */
class GThreadDefaultsTest extends GLibFixture {
    /** S105, S108. */
    @Test
    void whatIsPushedIsTheDefault() {
        assertThat(g_main_context_get_thread_default()).isNull();
        assertThat(g_main_context_ref_thread_default()).isSameAs(g_main_context_default());

        g_main_context_push_thread_default(context);
        assertThat(g_main_context_get_thread_default()).isSameAs(context);
        assertThat(g_main_context_ref_thread_default()).isSameAs(context);

        g_main_context_push_thread_default(null);
        assertThat(g_main_context_get_thread_default()).isNull();
        g_main_context_pop_thread_default(null);
        g_main_context_pop_thread_default(context);
        assertThat(g_main_context_is_owner(context)).isFalse();
    }

    @Test
    void aPusherPushesForAWhile() {
        MainContextPusher pusher = g_main_context_pusher_new(context);
        assertThat(g_main_context_get_thread_default()).isSameAs(context);

        g_main_context_pusher_free(pusher);

        assertThat(g_main_context_get_thread_default()).isNull();
        assertThat(g_main_context_is_owner(context)).isFalse();
    }
}
