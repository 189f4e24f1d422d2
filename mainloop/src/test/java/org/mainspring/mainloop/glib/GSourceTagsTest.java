package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;

/** What knows a source of the context of the process by its id or its data. */
class GSourceTagsTest extends GLibFixture {
    private static final int AN_HOUR = 3_600_000;

    @Test
    void aSourceIsRemovedByItsId() {
        int tag = g_timeout_add_full(G_PRIORITY_DEFAULT, AN_HOUR, this::note, "timeout", this::gone);

        assertThat(g_source_remove(tag)).isTrue();

        assertThat(ran).containsExactly("timeout gone");
        assertThat(toldDefault).isEmpty();
    }

    /** S15. */
    @Test
    void anIdOfAnotherContextRemovesWhoHasItHere() {
        Source elsewhere = g_timeout_source_new(AN_HOUR);
        Source here = g_timeout_source_new(AN_HOUR);
        g_source_attach(here, null);
        int tag;
        do {
            Source next = g_timeout_source_new(AN_HOUR);
            tag = g_source_attach(next, context);
            elsewhere = next;
        } while (tag != g_source_get_id(here));

        assertThat(g_source_remove(tag)).isTrue();

        assertThat(g_source_is_destroyed(here)).isTrue();
        assertThat(g_source_is_destroyed(elsewhere)).isFalse();
    }

    /** S19: silent if there is none. */
    @Test
    void aSourceIsRemovedByItsData() {
        Object data = new Object();
        g_timeout_add(AN_HOUR, unused -> true, data);
        int idle = g_idle_add(unused -> true, data);

        assertThat(g_source_remove_by_funcs_user_data(g_idle_funcs, data)).isTrue();
        assertThat(g_main_context_find_source_by_id(null, idle)).isNull();
        assertThat(g_source_remove_by_funcs_user_data(g_idle_funcs, data)).isFalse();
        assertThat(g_source_remove_by_user_data(data)).isTrue();
        assertThat(g_source_remove_by_user_data(data)).isFalse();
        assertThat(toldDefault).isEmpty();
    }

    /** S157. */
    @Test
    void anIdleIsRemovedByItsData() {
        Object data = new Object();
        int timeout = g_timeout_add(AN_HOUR, unused -> true, data);
        g_idle_add(unused -> true, data);

        assertThat(g_idle_remove_by_data(data)).isTrue();
        assertThat(g_idle_remove_by_data(data)).isFalse();

        assertThat(g_source_remove(timeout)).isTrue();
    }

    /** S19: silent if there is none. */
    @Test
    void aSourceIsNamedByItsId() {
        int tag = g_timeout_add(AN_HOUR, this::note, "timeout");
        Source source = g_main_context_find_source_by_id(null, tag);

        g_source_set_name_by_id(tag, "name");
        g_source_set_name_by_id(-1, "nobody");

        assertThat(g_source_get_name(source)).isEqualTo("name");
        assertThat(toldDefault).isEmpty();
        g_source_remove(tag);
    }

    @Test
    void aHandleIsCleared_andWhatItHeldGivenBackOnce() {
        int tag = g_timeout_add(AN_HOUR, this::note, "timeout");
        AtomicInteger handle = new AtomicInteger(tag);

        g_clear_handle_id(handle, GLib::g_source_remove);
        g_clear_handle_id(handle, GLib::g_source_remove);

        assertThat(handle).hasValue(0);
        assertThat(g_main_context_find_source_by_id(null, tag)).isNull();
        assertThat(toldDefault).isEmpty();
    }

    @Test
    void aHandleIsStolen() {
        AtomicInteger handle = new AtomicInteger(7);

        assertThat(g_steal_handle_id(handle)).isEqualTo(7);
        assertThat(g_steal_handle_id(handle)).isZero();
    }
}
