package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;

/** The functions of GMainLoop. */
class GMainLoopsTest extends GLibFixture {
    @Test
    void aLoopRunsUntilItIsToldToQuit() {
        MainLoop main_loop = g_main_loop_new(context, false);
        Source source = g_timeout_source_new(10);
        g_source_set_callback(
                source,
                data -> {
                    ran.add(data + " depth " + g_main_depth() + " current " + (g_main_current_source() == source)
                            + " running " + g_main_loop_is_running(data));
                    g_main_loop_quit(data);
                    return G_SOURCE_REMOVE;
                },
                main_loop,
                null);
        g_source_attach(source, g_main_loop_get_context(main_loop));

        g_main_loop_run(main_loop);

        assertThat(ran).containsExactly(main_loop + " depth 1 current true running true");
        assertThat(g_main_loop_is_running(main_loop)).isFalse();
        assertThat(g_main_depth()).isZero();
        assertThat(g_main_current_source()).isNull();
        assertThat(g_main_loop_get_context(main_loop)).isSameAs(context);
    }

    /** S90. */
    @Test
    void aLoopMayBeSaidToRun() {
        assertThat(g_main_loop_is_running(g_main_loop_new(context, true))).isTrue();
    }

    /** S197. */
    @Test
    void nullIsTheContextOfTheProcess() {
        assertThat(g_main_loop_get_context(g_main_loop_new(null, false))).isSameAs(g_main_context_default());
    }

    @Test
    void noReferencesAreCounted() {
        MainLoop main_loop = g_main_loop_new(context, false);

        assertThat(g_main_loop_ref(main_loop)).isSameAs(main_loop);
        g_main_loop_unref(main_loop);
        g_main_loop_unref(main_loop);

        assertThat(g_main_loop_get_context(main_loop)).isSameAs(context);
    }
}
