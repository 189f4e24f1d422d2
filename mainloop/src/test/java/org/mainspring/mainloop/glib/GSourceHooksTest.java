package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.Callback;

/** The functions of GSource for those who write kinds, and the struct that a kind is. */
class GSourceHooksTest extends GLibFixture {
    private static final GSourceFuncs<Object> PLAIN =
            new GSourceFuncs<>(null, null, (self, source, callback) -> callback != null && callback.call(), null);

    private Source plain(String name) {
        Source source = g_source_new(PLAIN, new Object());
        g_source_set_callback(source, this::note, name, this::gone);
        return source;
    }

    @Nested
    class Times {
        private final Source source = plain("plain");
        private final long[] nanos = new long[1];

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
        @CsvSource({"0, 0, 0", "1, 1, 1", "1000, 1, 1000", "1001, 2, 1001", "-1, 9223372036854776, 9223372036854775806"
        })
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

    @Nested
    class Channels {
        private final Source source = plain("plain");

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
            g_source_set_callback(checking, GSourceHooksTest.this::note, "checking", null);
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

    /** The fields that C appends to GSource, and the functions, as a class. */
    private final class Counter {
        int countdown = 2;

        boolean prepare(Source source, int[] timeout_) {
            ran.add("prepare " + timeout_[0]);
            timeout_[0] = 20;
            return countdown == 0;
        }

        boolean check(Source source) {
            ran.add("check");
            countdown--;
            return false;
        }

        boolean dispatch(Source source, @Nullable Callback callback) throws Exception {
            ran.add("dispatch");
            return callback != null && callback.call();
        }

        void finish(Source source) {
            ran.add("finalize " + g_source_get_name(source));
        }
    }

    @Nested
    class Structs {
        private final GSourceFuncs<Counter> funcs =
                new GSourceFuncs<>(Counter::prepare, Counter::check, Counter::dispatch, Counter::finish);

        /** S26, S176: the timeout is preset, and milliseconds; the order at the end is notify, then finalize. */
        @Test
        void everyFunctionOfAStructIsCalledInItsTurn() {
            Source source = g_source_new(funcs, new Counter());
            g_source_set_name(source, "counter");
            g_source_set_callback(source, GSourceHooksTest.this::noteOnce, "callback", GSourceHooksTest.this::gone);
            g_source_attach(source, context);

            for (int i = 0; i < 3; i++) {
                g_main_context_iteration(context, true);
            }

            assertThat(ran)
                    .containsExactly(
                            "prepare -1",
                            "check",
                            "prepare -1",
                            "check",
                            "prepare -1",
                            "dispatch",
                            "callback",
                            "callback gone",
                            "finalize counter");
            assertThat(clock.nanos()).isEqualTo(40_000_000);
        }

        @Test
        void whatIsLeftOutIsNotAsked() {
            for (int absent = 0; absent < 8; absent++) {
                GSourceFuncs<Counter> some = new GSourceFuncs<>(
                        (absent & 1) == 0 ? Counter::prepare : null,
                        (absent & 2) == 0 ? Counter::check : null,
                        Counter::dispatch,
                        (absent & 4) == 0 ? Counter::finish : null);
                Source source = g_source_new(some, new Counter());
                g_source_attach(source, context);

                g_main_context_iteration(context, false);
                g_source_destroy(source);

                assertThat(ran.contains("prepare -1")).isEqualTo((absent & 1) == 0);
                assertThat(ran.contains("check")).isEqualTo((absent & 2) == 0);
                assertThat(ran.contains("finalize null")).isEqualTo((absent & 4) == 0);
                ran.clear();
            }
        }

        /** A struct is the key to find its sources by, whatever other struct has the same functions. */
        @Test
        void theStructIsTheKeyOfALookUp() {
            Object data = new Object();
            Source source = g_source_new(funcs, new Counter());
            g_source_set_callback(source, unused -> true, data, null);
            g_source_attach(source, context);
            GSourceFuncs<Counter> twin =
                    new GSourceFuncs<>(Counter::prepare, Counter::check, Counter::dispatch, Counter::finish);

            assertThat(g_main_context_find_source_by_funcs_user_data(context, funcs, data))
                    .isSameAs(source);
            assertThat(g_main_context_find_source_by_funcs_user_data(context, twin, data))
                    .isNull();
            assertThat(g_main_context_find_source_by_funcs_user_data(context, g_timeout_funcs, data))
                    .isNull();
        }

        @Test
        void aCallbackMayHaveATypeOfItsOwn() {
            GSourceFuncs<Object> running = new GSourceFuncs<>(
                    null,
                    null,
                    (self, source, callback) -> {
                        ((Runnable) callback.function()).run();
                        return G_SOURCE_REMOVE;
                    },
                    null,
                    Runnable.class);
            Source source = g_source_new(running, new Object());
            Runnable function = () -> ran.add("runnable");
            g_source_set_callback(source, function, "data", GSourceHooksTest.this::gone);
            g_source_set_ready_time(source, 0);
            g_source_attach(source, context);

            g_main_context_iteration(context, false);

            assertThat(ran).containsExactly("runnable", "data gone");
        }
    }
}
