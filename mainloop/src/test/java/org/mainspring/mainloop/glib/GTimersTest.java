package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.kind.SecondsTimeout;
import org.mainspring.mainloop.kind.Timeout;

/** Timeouts and idles. */
class GTimersTest extends GLibFixture {
    private Source attached(Source source, String name) {
        g_source_set_callback(source, this::noteOnce, name, null);
        g_source_attach(source, context);
        return source;
    }

    @Nested
    class Sources {
        @Test
        void timeoutsGoOffInMilliseconds() {
            attached(g_timeout_source_new(3), "three");
            attached(g_timeout_source_new_ns(2_000_001), "two");
            attached(g_timeout_source_new_seconds(2), "seconds");

            loop.advanceMillis(2);
            assertThat(ran).isEmpty();
            loop.advanceNanos(1);
            assertThat(ran).containsExactly("two");
            loop.advanceMillis(1);
            assertThat(ran).containsExactly("two", "three");
            loop.advanceMillis(3000);
            assertThat(ran).containsExactly("two", "three", "seconds");
        }

        /** S148: a guint is read as unsigned, up to 49 days. */
        @Test
        void theLongestIntervalIsFortyNineDays() {
            attached(g_timeout_source_new(-1), "late");

            loop.advanceMillis(0xffff_fffeL);
            assertThat(ran).isEmpty();
            loop.advanceMillis(1);
            assertThat(ran).containsExactly("late");
        }

        /** S148, S151: what C can count and Java cannot, never comes. */
        @Test
        void theLongestIntervalsOfAllNeverEnd() {
            attached(g_timeout_source_new_ns(-1), "never");
            attached(g_timeout_source_new_ns(Long.MIN_VALUE), "never");
            loop.advance(java.time.Duration.ofDays(100 * 365));
            assertThat(ran).isEmpty();

            attached(g_timeout_source_new_seconds(-1), "136 years");
            loop.advance(java.time.Duration.ofSeconds(0xffff_ffffL + 1));
            assertThat(ran).containsExactly("136 years");
        }

        /** S155, S198. */
        @Test
        void anIdleHasANameAndAPriority() {
            Source idle = g_idle_source_new();

            assertThat(g_source_get_name(idle)).isEqualTo("GIdleSource");
            assertThat(g_source_get_priority(idle)).isEqualTo(200);
            assertThat(g_source_get_name(g_timeout_source_new(1))).isNull();
        }
    }

    /** What is added goes to the context of the process, which runs in real time. S154. */
    @Nested
    @Tag("realtime")
    class Added {
        @Test
        void idlesRun_theirPriorityDecides() {
            g_idle_add(GTimersTest.this::noteOnce, "idle");
            g_idle_add_once(data -> ran.add(data), "once");
            int id = g_idle_add_full(G_PRIORITY_HIGH, GTimersTest.this::noteOnce, "full", GTimersTest.this::gone);
            assertThat(g_main_context_find_source_by_id(null, id).priority()).isEqualTo(-100);

            iterateDefaultUntil(() -> ran.size() == 4);

            assertThat(ran).containsExactly("full", "full gone", "idle", "once");
            assertThat(g_main_context_iteration(null, false)).isFalse();
        }

        @Test
        void timeoutsRun_andTheOnceVariantsOnce() {
            long beginNanos = g_get_monotonic_time_ns();
            g_timeout_add(5, GTimersTest.this::noteOnce, "timeout");
            g_timeout_add_once(5, data -> ran.add(data), "once");
            g_timeout_add_full(G_PRIORITY_LOW, 5, GTimersTest.this::noteOnce, "full", GTimersTest.this::gone);

            iterateDefaultUntil(() -> ran.size() == 4);

            assertThat(ran).containsExactlyInAnyOrder("timeout", "once", "full", "full gone");
            assertThat(g_get_monotonic_time_ns() - beginNanos).isGreaterThanOrEqualTo(5_000_000);
        }

        /** S153. */
        @Test
        void secondsTimeoutsAreAdded_withPriorityAndNotify() {
            Object data = new Object();
            int plain = g_timeout_add_seconds(3600, unused -> true, data);
            int full = g_timeout_add_seconds_full(
                    G_PRIORITY_LOW, 3600, GTimersTest.this::note, "full", GTimersTest.this::gone);
            int once = g_timeout_add_seconds_once(0, text -> ran.add(text), "once");
            Source source = g_main_context_find_source_by_id(null, plain);

            assertThat(g_source_get_priority(source)).isZero();
            assertThat(g_main_context_find_source_by_user_data(null, data)).isSameAs(source);
            assertThat(g_main_context_find_source_by_id(null, full).priority()).isEqualTo(300);
            iterateDefaultUntil(() -> !ran.isEmpty());
            g_source_remove(plain);
            g_source_remove(full);

            assertThat(ran).containsExactly("once", "full gone");
            assertThat(g_main_context_find_source_by_id(null, once)).isNull();
            assertThat(SecondsTimeout.class).isAssignableTo(Timeout.class); // so g_timeout_funcs finds both
        }
    }
}
