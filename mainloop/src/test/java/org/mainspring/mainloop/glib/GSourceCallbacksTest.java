package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.nio.channels.Pipe;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.SourceFunc;

/** The functions that say what is called when a source is dispatched. */
class GSourceCallbacksTest extends GLibFixture {
    private final Source source = g_timeout_source_new(0);

    /** S175. */
    @Test
    void aCallbackGetsItsData_andIsLetGoWhenItIsReplaced() {
        g_source_set_callback(source, this::note, "one", this::gone);
        g_source_attach(source, context);
        g_main_context_iteration(context, false);

        g_source_set_callback(source, this::noteOnce, "two", this::gone);
        g_main_context_iteration(context, false);

        assertThat(ran).containsExactly("one", "one gone", "two", "two gone");
    }

    @Test
    void noCallback_isToldAndEndsTheSource() {
        SourceFunc<String> none = null;
        g_source_set_callback(source, this::note, "one", this::gone);
        g_source_set_callback(source, none, "none", this::gone);
        g_source_attach(source, context);
        g_main_context_iteration(context, false);

        assertThat(ran).containsExactly("one gone", "none gone");
        assertThat(told).hasSize(1).allMatch(line -> line.startsWith("NO_CALLBACK"));
        assertThat(g_source_is_destroyed(source)).isTrue();
    }

    /** S183. */
    @Test
    void anIndirectCallbackIsCounted() {
        GSourceCallbackFuncs<StringBuilder> funcs =
                new GSourceCallbackFuncs<>(log -> log.append("ref "), log -> log.append("unref "), (log, self) -> {
                    SourceFunc<String> function = this::note;
                    return new GSourceCallbackFuncs.Call(function, "got " + (self == source));
                });
        StringBuilder log = new StringBuilder();
        g_source_set_callback_indirect(source, log, funcs);
        g_source_attach(source, context);

        g_main_context_iteration(context, false);
        assertThat(ran).containsExactly("got true");
        assertThat(log).hasToString("ref unref ");

        g_source_destroy(source);
        g_main_context_iteration(context, false);
        assertThat(log).hasToString("ref unref unref ");
    }

    @Test
    void neitherObjectNorFunctions_isNoCallback() {
        g_source_set_callback(source, this::note, "one", this::gone);

        g_source_set_callback_indirect(source, null, null);

        assertThat(ran).containsExactly("one gone");
        assertThat(told).isEmpty();
    }

    @Test
    void aClosureIsALambda() {
        g_source_set_closure(source, () -> note("closure"));
        g_source_attach(source, context);
        g_main_context_iteration(context, false);

        assertThat(ran).containsExactly("closure");
    }

    @Test
    void aDummyFitsEveryKind() throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        Source watch = g_unix_fd_source_new(pipe.source(), G_IO_IN);
        poller.makeReady(pipe.source(), org.mainspring.mainloop.poll.IOCondition.IN);
        g_source_set_dummy_callback(source);
        g_source_set_dummy_callback(watch);
        g_source_attach(source, context);
        g_source_attach(watch, context);

        assertThat(g_main_context_iteration(context, false)).isTrue();

        assertThat(g_source_is_destroyed(source)).isFalse();
        assertThat(g_source_is_destroyed(watch)).isFalse();
        assertThat(told).isEmpty();
        pipe.source().close();
        pipe.sink().close();
    }
}
