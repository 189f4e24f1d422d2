package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;

/** A kind that is a struct of functions, as C has it. */
class GSourceFuncsTest extends GLibFixture {
    private static final GSourceFuncs<Object> PLAIN =
            new GSourceFuncs<>(null, null, (self, source, callback) -> callback != null && callback.call(), null);

    private Source plain(String name) {
        Source source = g_source_new(PLAIN, new Object());
        g_source_set_callback(source, this::note, name, this::gone);
        return source;
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

    private final GSourceFuncs<Counter> funcs =
            new GSourceFuncs<>(Counter::prepare, Counter::check, Counter::dispatch, Counter::finish);

    /** S26, S176: the timeout is preset, and milliseconds; the order at the end is notify, then finalize. */
    @Test
    void everyFunctionOfAStructIsCalledInItsTurn() {
        Source source = g_source_new(funcs, new Counter());
        g_source_set_name(source, "counter");
        g_source_set_callback(source, this::noteOnce, "callback", this::gone);
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
        g_source_set_callback(source, function, "data", this::gone);
        g_source_set_ready_time(source, 0);
        g_source_attach(source, context);

        g_main_context_iteration(context, false);

        assertThat(ran).containsExactly("runnable", "data gone");
    }
}
