package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.io.IOException;
import java.nio.channels.Pipe;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;

/**
 * What GLib calls critical or warns about, of sources: each call returns what it returns in C, does nothing, and says so. These are
 * rows of section 6 of the behaviour contract, in its order.
 */
class SourceMisuseTest extends GLibFixture {
    private static final int UNKNOWN = 0x7fff_fff7;

    private final Source source = g_timeout_source_new(0);

    private Source attached() {
        g_source_attach(source, context);
        return source;
    }

    @Nested
    class Ids {
        /** S19. */
        @Test
        void anUnknownId() {
            assertThat(g_source_remove(UNKNOWN)).isFalse();
            assertThat(toldDefault).containsExactly("UNKNOWN_ID g_source_remove");
        }

        /** S16, S19. */
        @Test
        void zero() {
            assertThat(g_source_remove(0)).isFalse();
            assertThat(g_main_context_find_source_by_id(null, 0)).isNull();
            assertThat(g_main_context_find_source_by_id(context, 0)).isNull();
            g_source_set_name_by_id(0, "name");

            assertThat(toldDefault)
                    .containsExactly(
                            "ID_ZERO g_source_remove",
                            "ID_ZERO g_main_context_find_source_by_id",
                            "ID_ZERO g_source_set_name_by_id");
            assertThat(told).containsExactly("ID_ZERO g_main_context_find_source_by_id");
        }
    }

    @Nested
    class Attaching {
        /** S186. */
        @Test
        void twice() {
            attached();

            assertThat(g_source_attach(source, context)).isZero();
            assertThat(g_source_attach(source, null)).isZero();

            assertThat(g_source_get_id(source)).isEqualTo(1);
            assertThat(told).containsExactly("ATTACHED_TWICE g_source_attach");
            assertThat(toldDefault).containsExactly("ATTACHED_TWICE g_source_attach");
        }

        /** S172, S186. */
        @Test
        void afterItWasDestroyed() {
            g_source_destroy(source);

            assertThat(g_source_attach(source, context)).isZero();

            assertThat(told).containsExactly("SOURCE_DESTROYED g_source_attach");
        }

        /** S170. */
        @Test
        void aChildByItself() {
            g_source_add_child_source(g_timeout_source_new(1), source);

            assertThat(g_source_attach(source, context)).isZero();

            assertThat(told).containsExactly("CHILD_REFUSED g_source_attach");
        }

        /** Only here: nobody asks the poller before the source is attached. */
        @Test
        void whatCannotBeWatched_byASourceThatIsNotAttached() throws IOException {
            Pipe blocking = Pipe.open();
            MainContext real = g_main_context_new();
            real.setDiagnosticHandler((code, message) -> told.add(code + " " + message.split(":", 2)[0]));

            assertThat(g_source_add_unix_fd(source, blocking.source(), G_IO_IN)).isNotNull();
            assertThat(told).isEmpty();
            assertThat(g_source_attach(source, real)).isZero();

            assertThat(told).containsExactly("WATCH_REFUSED g_source_attach");
            real.close();
            blocking.source().close();
            blocking.sink().close();
        }

        /** Only here: a channel that cannot be watched. What was to be told that it ends, is told. */
        @Test
        void whatCannotBeWatched() throws IOException {
            Pipe blocking = Pipe.open();
            MainContext real = g_main_context_new();
            real.setDiagnosticHandler((code, message) -> told.add(code + " " + message.split(":", 2)[0]));
            Source watch = g_unix_fd_source_new(blocking.source(), G_IO_IN);
            Source hangUp = g_unix_fd_source_new(blocking.source(), G_IO_HUP);
            g_source_attach(source, real);

            assertThat(g_source_attach(watch, real)).isZero();
            assertThat(g_source_attach(hangUp, real)).isZero();
            assertThat(g_source_add_unix_fd(source, blocking.source(), G_IO_IN)).isNull();
            g_source_add_poll(source, new PollRecord(blocking.source(), IOCondition.IN));
            assertThat(g_unix_fd_add_full(
                            0,
                            blocking.source(),
                            G_IO_IN,
                            (fd, condition, data) -> true,
                            "data",
                            SourceMisuseTest.this::gone))
                    .isZero();

            assertThat(told)
                    .containsExactly(
                            "WATCH_REFUSED g_source_attach",
                            "WATCH_REFUSED g_source_attach",
                            "WATCH_REFUSED g_source_add_unix_fd",
                            "WATCH_REFUSED g_source_add_poll");
            assertThat(toldDefault).containsExactly("WATCH_REFUSED g_unix_fd_add_full");
            assertThat(ran).containsExactly("data gone");
            real.close();
            blocking.source().close();
            blocking.sink().close();
        }
    }

    @Nested
    class NoContext {
        /** S17, S130. */
        @Test
        void aSourceThatIsNotAttached() {
            assertThat(g_source_get_id(source)).isZero();
            assertThat(g_source_get_time(source)).isZero();
            assertThat(g_source_get_time_ns(source)).isZero();
            assertThat(g_source_get_context(source)).isNull();

            assertThat(toldDefault)
                    .containsExactly(
                            "NOT_ATTACHED g_source_get_id",
                            "NOT_ATTACHED g_source_get_time",
                            "NOT_ATTACHED g_source_get_time_ns");
        }

        /** S181. */
        @Test
        void aSourceWhoseContextIsGone() {
            attached();
            loop.close();

            assertThat(g_source_get_context(source)).isNull();
            assertThat(g_source_dup_context(source)).isNull();
            assertThat(g_source_get_id(source)).isZero();

            assertThat(toldDefault)
                    .containsExactly(
                            "NOT_ATTACHED g_source_get_context",
                            "NOT_ATTACHED g_source_dup_context",
                            "NOT_ATTACHED g_source_get_id");
        }
    }

    @Nested
    class Watches {
        private final PollRecord record = new PollRecord("channel", IOCondition.IN);

        /** S124. */
        @Test
        void ofADestroyedSource() {
            g_source_destroy(attached());

            assertThat(g_source_add_unix_fd(source, "channel", G_IO_IN)).isNull();
            g_source_add_poll(source, record);
            g_source_remove_poll(source, record);

            assertThat(told)
                    .containsExactly(
                            "SOURCE_DESTROYED g_source_add_unix_fd",
                            "SOURCE_DESTROYED g_source_add_poll",
                            "SOURCE_DESTROYED g_source_remove_poll");
            assertThat(poller.records()).isEmpty();
        }

        /** S124. */
        @Test
        void ofAnotherSource() {
            attached();
            Source other = g_timeout_source_new(0);
            PollRecord foreign = g_source_add_unix_fd(other, "channel", G_IO_IN);

            g_source_modify_unix_fd(source, foreign, G_IO_OUT);
            assertThat(g_source_query_unix_fd(source, foreign)).isZero();
            g_source_remove_unix_fd(source, foreign);

            assertThat(told)
                    .containsExactly(
                            "FOREIGN_WATCH g_source_modify_unix_fd",
                            "FOREIGN_WATCH g_source_query_unix_fd",
                            "FOREIGN_WATCH g_source_remove_unix_fd");
            assertThat(foreign.events()).isSameAs(IOCondition.IN);
        }
    }

    /** S177. */
    @Test
    void aDisposeHookThatIsSetTwice() {
        attached();
        g_source_set_dispose_function(source, self -> ran.add("first"));

        g_source_set_dispose_function(source, self -> ran.add("second"));

        g_source_destroy(source);
        g_main_context_iteration(context, false);
        assertThat(ran).containsExactly("first");
        assertThat(told).containsExactly("DISPOSE_HOOK_SET g_source_set_dispose_function");
    }

    /** S163, S8. */
    @Nested
    class Children {
        private final Source child = g_timeout_source_new(0);

        @Test
        void oneThatIsAttached() {
            attached();
            g_source_attach(child, context);

            g_source_add_child_source(source, child);

            assertThat(told).containsExactly("CHILD_REFUSED g_source_add_child_source");
        }

        @Test
        void oneThatHasAParent() {
            g_source_add_child_source(g_timeout_source_new(0), child);

            g_source_add_child_source(attached(), child);

            assertThat(told).containsExactly("CHILD_REFUSED g_source_add_child_source");
        }

        @Test
        void oneThatIsDestroyed_orWhoseParentIs() {
            attached();
            Source dead = g_timeout_source_new(0);
            g_source_destroy(dead);
            g_source_add_child_source(source, dead);
            g_source_destroy(source);
            g_source_add_child_source(source, child);

            assertThat(told)
                    .containsExactly(
                            "CHILD_REFUSED g_source_add_child_source", "CHILD_REFUSED g_source_add_child_source");
        }

        @Test
        void oneThatIsNone() {
            g_source_remove_child_source(attached(), child);

            assertThat(g_source_is_destroyed(child)).isFalse();
            assertThat(told).containsExactly("CHILD_REFUSED g_source_remove_child_source");
        }

        @Test
        void oneThatWantsItsOwnPriority() {
            g_source_add_child_source(attached(), child);

            g_source_set_priority(child, 5);

            assertThat(g_source_get_priority(child)).isZero();
            assertThat(told).containsExactly("CHILD_REFUSED g_source_set_priority");
        }
    }

    @Test
    void noFunctionsForAnObjectThatIsToBeACallback() {
        g_source_set_callback_indirect(attached(), "object", null);

        assertThat(told).containsExactly("NULL_FUNCTION g_source_set_callback_indirect");
    }

    /** S76, S193, S195. */
    @Test
    void aDispatchWithoutCallback() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        poller.makeReady(pipe.source(), IOCondition.IN);
        g_source_attach(g_idle_source_new(), context);
        g_source_attach(g_timeout_source_new(0), context);
        g_source_attach(g_timeout_source_new_seconds(0), context);
        g_source_attach(g_unix_fd_source_new(pipe.source(), G_IO_IN), context);
        g_source_attach(g_io_create_watch(pipe.source(), G_IO_IN), context);

        loop.advanceMillis(1000);

        assertThat(told).hasSize(5).allMatch(line -> line.startsWith("NO_CALLBACK"));
        assertThat(g_main_context_pending(context)).isFalse();
        pipe.source().close();
        pipe.sink().close();
    }
}
