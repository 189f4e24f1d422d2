package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;

/** The functions for the children of a source. */
class GSourceChildrenTest extends GLibFixture {
    private static final GSourceFuncs<Object> PLAIN =
            new GSourceFuncs<>(null, null, (self, source, callback) -> callback != null && callback.call(), null);

    private Source plain(String name) {
        Source source = g_source_new(PLAIN, new Object());
        g_source_set_callback(source, this::note, name, this::gone);
        return source;
    }

    /** S3, S164, S165, S168. */
    @Test
    void aChildWakesItsParent_andIsDestroyedWhenItIsRemoved() {
        Source parent = plain("parent");
        Source child = plain("child");
        g_source_set_priority(parent, 7);
        g_source_add_child_source(parent, child);
        g_source_attach(parent, context);
        assertThat(g_source_get_priority(child)).isEqualTo(7);

        g_source_set_ready_time(child, 0);
        g_main_context_iteration(context, false);
        assertThat(ran).containsExactly("child", "parent");

        g_source_remove_child_source(parent, child);
        assertThat(g_source_is_destroyed(child)).isTrue();
        assertThat(g_source_is_destroyed(parent)).isFalse();
        assertThat(told).isEmpty();
    }
}
