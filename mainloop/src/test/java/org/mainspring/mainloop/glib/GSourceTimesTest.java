package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mainspring.mainloop.Source;

/** The functions for the moment from which a source is ready. */
class GSourceTimesTest extends GLibFixture {
    private static final GSourceFuncs<Object> PLAIN =
            new GSourceFuncs<>(null, null, (self, source, callback) -> callback != null && callback.call(), null);

    private final Source source = plain("plain");
    private final long[] nanos = new long[1];

    private Source plain(String name) {
        Source source = g_source_new(PLAIN, new Object());
        g_source_set_callback(source, this::note, name, this::gone);
        return source;
    }

    /** S136, S137. */
    @ParameterizedTest
    @CsvSource({
        "-1, -1, -1",
        "-2, 0, 0",
        "0, 0, 0",
        "7, 7, 7000",
        "9223372036854775807, 9223372036854776, 9223372036854775806"
    })
    void microseconds(long set, long got, long gotNanos) {
        g_source_set_ready_time(source, set);

        assertThat(g_source_get_ready_time(source)).isEqualTo(got);
        assertThat(g_source_get_ready_time_ns(source, nanos)).isEqualTo(set != -1);
        assertThat(nanos[0]).isEqualTo(gotNanos);
    }

    /** S136, S137: any number is a moment. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 1, 1", "1000, 1, 1000", "1001, 2, 1001", "-1, 9223372036854776, 9223372036854775806"})
    void nanoseconds(long set, long got, long gotNanos) {
        g_source_set_ready_time_ns(source, set);

        assertThat(g_source_get_ready_time(source)).isEqualTo(got);
        assertThat(g_source_get_ready_time_ns(source, nanos)).isTrue();
        assertThat(nanos[0]).isEqualTo(gotNanos);
        assertThat(g_source_get_ready_time_ns(source, null)).isTrue();
    }

    @Test
    void aReadyTimeMakesReady_untilItIsCleared() {
        g_source_set_ready_time(source, 5);
        g_source_attach(source, context);
        assertThat(g_main_context_iteration(context, true)).isTrue();
        assertThat(g_source_get_time(source)).isEqualTo(5);
        assertThat(g_source_get_time_ns(source)).isEqualTo(5_000);

        g_source_clear_ready_time(source);

        assertThat(g_source_get_ready_time_ns(source, nanos)).isFalse();
        assertThat(nanos[0]).isEqualTo(-1);
        assertThat(g_main_context_iteration(context, false)).isFalse();
        assertThat(ran).containsExactly("plain");
    }

    @Test
    void theMonotonicTimeIsTheSystemClocks() {
        long before = g_get_monotonic_time_ns();
        long micros = g_get_monotonic_time();
        long after = g_get_monotonic_time_ns();

        assertThat(micros).isBetween(before / 1000, after / 1000);
    }
}
