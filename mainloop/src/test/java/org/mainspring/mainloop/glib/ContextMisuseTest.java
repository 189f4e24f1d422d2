package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.SourceFunc;

/**
 * What GLib calls critical or warns about, of contexts: each call returns what it returns in C, does nothing, and says so. These are
 * rows of section 6 of the behaviour contract, in its order.
 */
class ContextMisuseTest extends GLibFixture {
    private static <T> T elsewhere(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "elsewhere");
        thread.start();
        thread.join();
        return task.get();
    }

    /** S162. */
    @Test
    void noFunctionToInvoke() {
        SourceFunc<Object> none = null;
        DestroyNotify<Object> notify = data -> ran.add("gone");

        g_main_context_invoke(context, none, null);
        g_main_context_invoke(null, none, null);
        g_main_context_invoke_full(context, 0, none, null, notify);

        assertThat(told)
                .containsExactly("NULL_FUNCTION g_main_context_invoke", "NULL_FUNCTION g_main_context_invoke_full");
        assertThat(toldDefault).containsExactly("NULL_FUNCTION g_main_context_invoke");
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

    /** S51. */
    @Test
    void aPollFunctionThatFails() {
        g_main_context_set_poll_func(context, (fds, timeout) -> -1);
        Source source = g_timeout_source_new(0);
        g_source_set_callback(source, this::note, "timeout", null);
        g_source_attach(source, context);

        assertThat(g_main_context_iteration(context, false)).isTrue();

        assertThat(ran).containsExactly("timeout");
        assertThat(told).hasSize(1).allMatch(line -> line.startsWith("POLL_FAILED"));
    }
}
