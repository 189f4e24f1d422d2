package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.nio.channels.Pipe;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.SourceFunc;

/** The functions of GSource: life, attributes, callback. */
class GSourcesTest extends GLibFixture {
    private final Source source = g_timeout_source_new(0);

    @Nested
    class Life {
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
            g_source_set_callback(source, GSourcesTest.this::note, "timeout", GSourcesTest.this::gone);
            g_source_set_dispose_function(source, self -> ran.add("dispose " + (self == source)));
            g_source_attach(source, context);

            g_source_destroy(source);
            g_main_context_iteration(context, false);

            assertThat(ran).containsExactly("timeout gone", "dispose true");
        }
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

    @Nested
    class Callbacks {
        /** S175. */
        @Test
        void aCallbackGetsItsData_andIsLetGoWhenItIsReplaced() {
            g_source_set_callback(source, GSourcesTest.this::note, "one", GSourcesTest.this::gone);
            g_source_attach(source, context);
            g_main_context_iteration(context, false);

            g_source_set_callback(source, GSourcesTest.this::noteOnce, "two", GSourcesTest.this::gone);
            g_main_context_iteration(context, false);

            assertThat(ran).containsExactly("one", "one gone", "two", "two gone");
        }

        @Test
        void noCallback_isToldAndEndsTheSource() {
            SourceFunc<String> none = null;
            g_source_set_callback(source, GSourcesTest.this::note, "one", GSourcesTest.this::gone);
            g_source_set_callback(source, none, "none", GSourcesTest.this::gone);
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
                        SourceFunc<String> function = GSourcesTest.this::note;
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
            g_source_set_callback(source, GSourcesTest.this::note, "one", GSourcesTest.this::gone);

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
}
