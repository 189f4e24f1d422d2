package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.SourceFunc;

/**
 * What GLib calls critical or warns about: each call returns what it returns in C, does nothing, and says so. These are
 * the rows of section 6 of the behaviour contract, in its order.
 */
class MisuseTest extends GLibFixture {
    private static final int UNKNOWN = 0x7fff_fff7;

    private final Source source = g_timeout_source_new(0);

    private Source attached() {
        g_source_attach(source, context);
        return source;
    }

    private static <T> T elsewhere(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "elsewhere");
        thread.start();
        thread.join();
        return task.get();
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
                            MisuseTest.this::gone))
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

    @Nested
    class NoFunction {
        private final SourceFunc<Object> none = null;
        private final GSourceOnceFunc<Object> noneOnce = null;
        private final GUnixFDSourceFunc<Pipe.SourceChannel, Object> noneReady = null;
        private final GChildWatchFunc<Object> noneEnded = null;
        private final DestroyNotify<Object> notify = data -> ran.add("gone");

        @Test
        void forAnObjectThatIsToBeACallback() {
            g_source_set_callback_indirect(attached(), "object", null);

            assertThat(told).containsExactly("NULL_FUNCTION g_source_set_callback_indirect");
        }

        /** S154. */
        @Test
        void toAdd() {
            assertThat(g_idle_add(none, null)).isZero();
            assertThat(g_idle_add_full(0, none, null, notify)).isZero();
            assertThat(g_idle_add_once(noneOnce, null)).isZero();
            assertThat(g_timeout_add(1, none, null)).isZero();
            assertThat(g_timeout_add_full(0, 1, none, null, notify)).isZero();
            assertThat(g_timeout_add_once(1, noneOnce, null)).isZero();
            assertThat(g_timeout_add_seconds(1, none, null)).isZero();
            assertThat(g_timeout_add_seconds_full(0, 1, none, null, notify)).isZero();
            assertThat(g_timeout_add_seconds_once(1, noneOnce, null)).isZero();
            assertThat(g_unix_signal_add(SIGWINCH, none, null)).isZero();
            assertThat(g_unix_signal_add_full(0, SIGWINCH, none, null, notify)).isZero();
            assertThat(g_child_watch_add(1L, noneEnded, null)).isZero();
            assertThat(g_child_watch_add_full(0, 1L, noneEnded, null, notify)).isZero();

            assertThat(toldDefault)
                    .containsExactly(
                            "NULL_FUNCTION g_idle_add",
                            "NULL_FUNCTION g_idle_add_full",
                            "NULL_FUNCTION g_idle_add_once",
                            "NULL_FUNCTION g_timeout_add",
                            "NULL_FUNCTION g_timeout_add_full",
                            "NULL_FUNCTION g_timeout_add_once",
                            "NULL_FUNCTION g_timeout_add_seconds",
                            "NULL_FUNCTION g_timeout_add_seconds_full",
                            "NULL_FUNCTION g_timeout_add_seconds_once",
                            "NULL_FUNCTION g_unix_signal_add",
                            "NULL_FUNCTION g_unix_signal_add_full",
                            "NULL_FUNCTION g_child_watch_add",
                            "NULL_FUNCTION g_child_watch_add_full");
            assertThat(ran).isEmpty();
        }

        @Test
        void toAddAWatch() throws IOException {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);

            assertThat(g_unix_fd_add(pipe.source(), G_IO_IN, noneReady, null)).isZero();
            assertThat(g_unix_fd_add_full(0, pipe.source(), G_IO_IN, noneReady, null, notify))
                    .isZero();
            assertThat(g_io_add_watch(pipe.source(), G_IO_IN, noneReady, null)).isZero();
            assertThat(g_io_add_watch_full(pipe.source(), 0, G_IO_IN, noneReady, null, notify))
                    .isZero();

            assertThat(toldDefault)
                    .containsExactly(
                            "NULL_FUNCTION g_unix_fd_add",
                            "NULL_FUNCTION g_unix_fd_add_full",
                            "NULL_FUNCTION g_io_add_watch",
                            "NULL_FUNCTION g_io_add_watch_full");
            pipe.source().close();
            pipe.sink().close();
        }

        /** S162. */
        @Test
        void toInvoke() {
            g_main_context_invoke(context, none, null);
            g_main_context_invoke(null, none, null);
            g_main_context_invoke_full(context, 0, none, null, notify);

            assertThat(told)
                    .containsExactly("NULL_FUNCTION g_main_context_invoke", "NULL_FUNCTION g_main_context_invoke_full");
            assertThat(toldDefault).containsExactly("NULL_FUNCTION g_main_context_invoke");
            assertThat(ran).isEmpty();
        }
    }

    /** S193. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void noProcess(long pid) {
        assertThat(g_child_watch_source_new(pid)).isNull();
        assertThat(g_child_watch_add(pid, (id, status, data) -> {}, null)).isZero();
        assertThat(g_child_watch_add_full(0, pid, (id, status, data) -> {}, null, null))
                .isZero();

        assertThat(toldDefault)
                .containsExactly(
                        "BAD_PID g_child_watch_source_new",
                        "BAD_PID g_child_watch_add",
                        "BAD_PID g_child_watch_add_full");
    }

    @Test
    void theProcessItself() {
        assertThat(g_child_watch_source_new(ProcessHandle.current().pid())).isNull();

        assertThat(toldDefault).containsExactly("BAD_PID g_child_watch_source_new");
    }

    /** S188: neither KILL nor CHLD. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, 9, 17, 64})
    void noSignal(int signum) {
        assertThat(g_unix_signal_source_new(signum)).isNull();
        assertThat(g_unix_signal_add(signum, this::note, "signal")).isZero();
        assertThat(g_unix_signal_add_full(0, signum, this::note, "signal", this::gone))
                .isZero();

        assertThat(toldDefault)
                .containsExactly(
                        "BAD_SIGNAL g_unix_signal_source_new",
                        "BAD_SIGNAL g_unix_signal_add",
                        "BAD_SIGNAL g_unix_signal_add_full");
        assertThat(ran).isEmpty();
    }

    @Nested
    class Ownership {
        /** S101. */
        @Test
        void aReleaseTooMany() {
            g_main_context_acquire(context);
            g_main_context_release(context);

            g_main_context_release(context);

            assertThat(told).containsExactly("NOT_OWNER g_main_context_release");
            assertThat(g_main_context_acquire(context)).isTrue();
        }

        /** S101: C takes it, and the core throws. */
        @Test
        void aReleaseByAnotherThread() throws Exception {
            g_main_context_acquire(context);

            elsewhere(() -> {
                g_main_context_release(context);
                return null;
            });

            assertThat(told).containsExactly("NOT_OWNER g_main_context_release");
            assertThat(g_main_context_is_owner(context)).isTrue();
        }

        /** S33, S104: C does not ask, and the core throws. */
        @Test
        void aPhaseByWhoIsNotTheOwner() {
            PollSet fds = new PollSet();
            int[] priority = {4711};

            assertThat(g_main_context_prepare(context, priority)).isFalse();
            assertThat(g_main_context_query(context, 0, priority, fds)).isZero();
            assertThat(g_poll(context, fds, 0)).isEqualTo(-1);
            assertThat(g_main_context_check(context, 0, fds)).isFalse();
            g_main_context_dispatch(context);

            assertThat(priority).containsExactly(4711);
            assertThat(told)
                    .containsExactly(
                            "NOT_OWNER g_main_context_prepare",
                            "NOT_OWNER g_main_context_query",
                            "NOT_OWNER g_poll",
                            "NOT_OWNER g_main_context_check",
                            "NOT_OWNER g_main_context_dispatch");
        }

        /** S105. */
        @Test
        void aPushOfWhatAnotherThreadOwns() throws Exception {
            g_main_context_acquire(context);

            assertThat(elsewhere(() -> {
                        g_main_context_push_thread_default(context);
                        Object pusher = g_main_context_pusher_new(context);
                        return pusher == null && g_main_context_get_thread_default() == null;
                    }))
                    .isTrue();

            assertThat(told)
                    .containsExactly(
                            "ACQUIRE_FAILED g_main_context_push_thread_default",
                            "ACQUIRE_FAILED g_main_context_pusher_new");
        }

        /** S105. */
        @Test
        void aPopOfWhatIsNotOnTop() {
            g_main_context_pop_thread_default(context);
            g_main_context_push_thread_default(context);
            g_main_context_pop_thread_default(null);

            assertThat(g_main_context_get_thread_default()).isSameAs(context);
            assertThat(told).containsExactly("NOT_PUSHED g_main_context_pop_thread_default");
            assertThat(toldDefault).containsExactly("NOT_PUSHED g_main_context_pop_thread_default");
            g_main_context_pop_thread_default(context);
        }
    }

    /** S21, S53, S86. */
    @Test
    void iteratingFromWithinAHook() {
        MainLoop inner = g_main_loop_new(context, false);
        Source asking = g_source_new(
                new GSourceFuncs<MainLoop>(
                        (self, unused, timeout_) -> {
                            ran.add(g_main_context_iteration(context, true) + " " + g_main_context_pending(context));
                            g_main_loop_run(self);
                            return false;
                        },
                        null,
                        (self, unused, callback) -> true,
                        null),
                inner);
        g_source_attach(asking, context);

        g_main_context_iteration(context, false);

        assertThat(ran).containsExactly("false false");
        assertThat(told)
                .extracting(line -> line.split(" ", 2)[0])
                .containsExactly("ITERATION_IN_HOOK", "ITERATION_IN_HOOK", "RUN_IN_HOOK");
    }

    /** S21, S53. */
    @Test
    void whenAPhaseRunsWithinAHook_thenItDoesNothing() {
        PollSet fds = new PollSet();
        Source asking = g_source_new(
                new GSourceFuncs<int[]>(
                        (self, unused, timeout_) -> {
                            ran.add("prepare " + g_main_context_prepare(context, self));
                            return false;
                        },
                        (self, unused) -> {
                            ran.add("check " + g_main_context_check(context, 0, fds));
                            return false;
                        },
                        (self, unused, callback) -> true,
                        null),
                new int[1]);
        g_source_attach(asking, context);

        g_main_context_iteration(context, false);

        assertThat(ran).containsExactly("prepare false", "check false");
        assertThat(told).hasSize(2).allMatch(line -> line.startsWith("ITERATION_IN_HOOK"));
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

    /** S51. */
    @Test
    void aPollFunctionThatFails() {
        g_main_context_set_poll_func(context, (fds, timeout) -> -1);
        g_source_set_callback(source, this::note, "timeout", null);
        attached();

        assertThat(g_main_context_iteration(context, false)).isTrue();

        assertThat(ran).containsExactly("timeout");
        assertThat(told).hasSize(1).allMatch(line -> line.startsWith("POLL_FAILED"));
    }
}
