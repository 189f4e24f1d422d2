package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;

/** The functions of GSource: its life and its attributes. */
class GSourcesTest extends GLibFixture {
    private final Source source = g_timeout_source_new(0);

    /** S13, S17, S186. */
    @Test
    void itIsAttachedAndDestroyed() {
        assertThat(g_source_get_context(source)).isNull();
        assertThat(g_source_attach(source, context)).isEqualTo(1);
        assertThat(g_source_get_id(source)).isEqualTo(1);
        assertThat(g_source_get_context(source)).isSameAs(context);
        assertThat(g_source_dup_context(source)).isSameAs(context);
        assertThat(g_source_is_destroyed(source)).isFalse();

        g_source_destroy(source);
        g_source_destroy(source);

        assertThat(g_source_is_destroyed(source)).isTrue();
        assertThat(g_source_get_id(source)).isEqualTo(1);
        assertThat(g_source_get_context(source)).isSameAs(context);
        assertThat(told).isEmpty();
        assertThat(toldDefault).isEmpty();
    }

    /** S197. */
    @Test
    void nullIsTheContextOfTheProcess() {
        int id = g_source_attach(source, null);

        assertThat(g_source_get_context(source)).isSameAs(g_main_context_default());
        assertThat(g_main_context_find_source_by_id(null, id)).isSameAs(source);
        g_source_destroy(source);
    }

    @Test
    void noReferencesAreCounted() {
        g_source_attach(source, context);

        assertThat(g_source_ref(source)).isSameAs(source);
        g_source_unref(source);
        g_source_unref(source);
        g_source_unref(source);

        assertThat(g_source_is_destroyed(source)).isFalse();
    }

    /** S176, S177. */
    @Test
    void disposeIsToldAfterNotify() {
        g_source_set_callback(source, this::note, "timeout", this::gone);
        g_source_set_dispose_function(source, self -> ran.add("dispose " + (self == source)));
        g_source_attach(source, context);

        g_source_destroy(source);
        g_main_context_iteration(context, false);

        assertThat(ran).containsExactly("timeout gone", "dispose true");
    }

    @Test
    void attributesAreKept() {
        g_source_set_priority(source, G_PRIORITY_HIGH);
        g_source_set_can_recurse(source, true);
        g_source_set_name(source, "name");
        assertThat(g_source_get_name(source)).isEqualTo("name");
        g_source_set_static_name(source, "static");

        assertThat(g_source_get_priority(source)).isEqualTo(-100);
        assertThat(g_source_get_can_recurse(source)).isTrue();
        assertThat(g_source_get_name(source)).isEqualTo("static");
    }
}
