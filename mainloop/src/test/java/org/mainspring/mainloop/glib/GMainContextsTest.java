package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;

/** The functions of GMainContext: what they do, and that null is the context of the process (S197). */
class GMainContextsTest extends GLibFixture {
    private Source attached(Source source, String name) {
        g_source_set_callback(source, this::note, name, this::gone);
        g_source_attach(source, context);
        return source;
    }

    @Nested
    class Life {
        @Test
        void aNewContextIsNobodys() {
            MainContext made = g_main_context_new();

            assertThat(made).isNotSameAs(g_main_context_default());
            assertThat(g_main_context_is_owner(made)).isFalse();
            assertThat(g_main_context_ref(made)).isSameAs(made);
            g_main_context_unref(made);
            assertThat(made.isClosed()).isFalse();
            made.close();
        }

        @Test
        void theDefaultIsTheContextOfTheProcess() {
            assertThat(g_main_context_default()).isSameAs(MainContext.getDefault());
        }

        /** S115. */
        @Test
        @Tag("realtime")
        void withOwnerlessPolling_whoeverAttachesWakesThePoll() {
            MainContext made = g_main_context_new_with_flags(G_MAIN_CONTEXT_FLAGS_OWNERLESS_POLLING);
            g_source_attach(g_timeout_source_new(3_600_000), made);

            assertThat(g_main_context_iteration(made, true)).isFalse();
            made.close();
        }

        @Test
        void withoutFlags_attachingWakesNobody() {
            MainContext made = g_main_context_new_with_flags(G_MAIN_CONTEXT_FLAGS_NONE);

            assertThat(made.clock()).isSameAs(new MainContext().clock());
            made.close();
        }
    }

    @Nested
    class Iterating {
        @Test
        void anIterationRunsWhatIsReady() {
            attached(g_idle_source_new(), "idle");

            assertThat(g_main_context_pending(context)).isTrue();
            assertThat(g_main_context_iteration(context, false)).isTrue();

            assertThat(ran).containsExactly("idle");
        }

        @Test
        void aWakeUpEndsTheNextSleep() {
            attached(g_timeout_source_new(1000), "timeout");

            g_main_context_wakeup(context);

            assertThat(g_main_context_iteration(context, true)).isFalse();
            assertThat(clock.nanos()).isZero();
        }

        /** S197. */
        @Test
        void nullIsTheContextOfTheProcess() {
            g_idle_add(data -> noteOnce("idle"), null);

            assertThat(g_main_context_pending(null)).isTrue();
            assertThat(g_main_context_iteration(null, true)).isTrue();
            g_main_context_wakeup(null);
            assertThat(g_main_context_iteration(null, true)).isFalse();

            assertThat(ran).containsExactly("idle");
        }
    }

    @Nested
    class Ownership {
        @Test
        void itIsCounted() {
            assertThat(g_main_context_acquire(context)).isTrue();
            assertThat(g_main_context_acquire(context)).isTrue();
            g_main_context_release(context);
            assertThat(g_main_context_is_owner(context)).isTrue();
            g_main_context_release(context);
            assertThat(g_main_context_is_owner(context)).isFalse();
        }

        @Test
        void nullIsTheContextOfTheProcess() {
            assertThat(g_main_context_acquire(null)).isTrue();
            assertThat(MainContext.getDefault().isOwner()).isTrue();
            assertThat(g_main_context_is_owner(null)).isTrue();
            g_main_context_release(null);
            assertThat(g_main_context_is_owner(null)).isFalse();
        }
    }

    @Nested
    class LookUps {
        private final Object data = new Object();

        /** S16, S18. */
        @Test
        void sourcesAreFoundByIdAndByData() {
            Source timeout = g_timeout_source_new(10);
            g_source_set_callback(timeout, unused -> true, data, null);
            Source idle = g_idle_source_new();
            g_source_set_callback(idle, unused -> true, data, null);
            int id = g_source_attach(idle, context);
            g_source_attach(timeout, context);

            assertThat(g_main_context_find_source_by_id(context, id)).isSameAs(idle);
            assertThat(g_main_context_find_source_by_user_data(context, data)).isSameAs(timeout);
            assertThat(g_main_context_find_source_by_funcs_user_data(context, g_idle_funcs, data))
                    .isSameAs(idle);
            assertThat(g_main_context_find_source_by_funcs_user_data(context, g_timeout_funcs, data))
                    .isSameAs(timeout);
            assertThat(g_main_context_find_source_by_funcs_user_data(context, g_unix_fd_source_funcs, data))
                    .isNull();

            g_source_destroy(idle);
            assertThat(g_main_context_find_source_by_id(context, id)).isNull();
            assertThat(g_main_context_find_source_by_id(null, Integer.MAX_VALUE))
                    .isNull();
            assertThat(told).isEmpty();
        }
    }

    @Nested
    class Invoke {
        /** S158. */
        @Test
        void theOwnerRunsItAtOnce() {
            g_main_context_acquire(context);

            g_main_context_invoke(context, GMainContextsTest.this::noteOnce, "now");
            g_main_context_invoke_full(
                    context, 5, GMainContextsTest.this::noteOnce, "full", GMainContextsTest.this::gone);

            assertThat(ran).containsExactly("now", "full", "full gone");
        }

        /** S159, S197. */
        @Test
        void nullIsTheContextOfTheProcess() {
            g_main_context_invoke(null, GMainContextsTest.this::noteOnce, "now");

            assertThat(ran).containsExactly("now");
        }

        /** S160. */
        @Test
        void anotherThreadLeavesItToTheOwner() throws Exception {
            CountDownLatch owned = new CountDownLatch(1);
            CountDownLatch invoked = new CountDownLatch(1);
            FutureTask<List<String>> owner = new FutureTask<>(() -> {
                g_main_context_acquire(context);
                owned.countDown();
                invoked.await();
                g_main_context_iteration(context, false);
                g_main_context_release(context);
                return List.copyOf(ran);
            });
            new Thread(owner, "owner").start();
            owned.await();

            g_main_context_invoke_full(
                    context, G_PRIORITY_LOW, GMainContextsTest.this::noteOnce, "later", GMainContextsTest.this::gone);
            invoked.countDown();

            assertThat(owner.get()).containsExactly("later", "later gone");
        }
    }
}
