package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;

/** The functions that drive a context from outside: its phases, and what polls. */
class GPhasesTest extends GLibFixture {
    private Source attached(Source source, String name) {
        g_source_set_callback(source, this::note, name, this::gone);
        g_source_attach(source, context);
        return source;
    }

    @Nested
    class Phases {
        private final int[] priority = {4711};
        private final int[] timeout = {4711};
        private final PollSet fds = new PollSet();

        @Test
        void theyMakeAnIteration() {
            attached(g_timeout_source_new(7), "timeout");
            assertThat(g_main_context_acquire(context)).isTrue();

            assertThat(g_main_context_prepare(context, priority)).isFalse();
            assertThat(priority[0]).isEqualTo(Integer.MAX_VALUE);
            assertThat(g_main_context_query(context, priority[0], timeout, fds)).isEqualTo(1);
            assertThat(timeout[0]).isEqualTo(7);
            assertThat(g_poll(context, fds, timeout[0])).isZero();
            assertThat(clock.nanos()).isEqualTo(7_000_000);
            assertThat(g_main_context_check(context, priority[0], fds)).isTrue();
            g_main_context_dispatch(context);

            assertThat(ran).containsExactly("timeout");
            g_main_context_release(context);
            assertThat(told).isEmpty();
        }

        @Test
        void theOutArgumentsMayBeLeftOut() {
            attached(g_idle_source_new(), "idle");
            g_main_context_acquire(context);

            assertThat(g_main_context_prepare(context, null)).isTrue();
            assertThat(g_main_context_query(context, G_PRIORITY_DEFAULT_IDLE, null, fds))
                    .isEqualTo(1);
        }

        /** S45. */
        @Test
        void anEmptyContextPollsWithoutEnd_andAReadyOneNotAtAll() {
            g_main_context_acquire(context);
            g_main_context_prepare(context, priority);
            g_main_context_query(context, priority[0], timeout, fds);
            assertThat(timeout[0]).isEqualTo(-1);

            attached(g_idle_source_new(), "idle");
            g_main_context_prepare(context, priority);
            g_main_context_query(context, priority[0], timeout, fds);
            assertThat(priority[0]).isEqualTo(G_PRIORITY_DEFAULT_IDLE);
            assertThat(timeout[0]).isZero();
        }

        @Test
        void aChannelThatIsReadyIsCounted() {
            PollRecord record = new PollRecord("channel", IOCondition.IN);
            g_main_context_add_poll(context, record, G_PRIORITY_DEFAULT);
            g_main_context_iteration(context, false); // takes the wake-up of the addition
            poller.makeReady("channel", IOCondition.IN);
            g_main_context_acquire(context);
            g_main_context_prepare(context, priority);
            g_main_context_query(context, priority[0], timeout, fds);

            assertThat(g_poll(context, fds, -1)).isEqualTo(1);

            g_main_context_remove_poll(context, record);
            assertThat(g_main_context_query(context, priority[0], timeout, fds)).isEqualTo(1);
        }
    }

    @Nested
    class PollFunctions {
        /** The way in which toolkits wrap the poll: keep the old function, and hand on to it. */
        @Test
        void oneCanHandOnToTheOneBefore() {
            PollFunction before = g_main_context_get_poll_func(context);
            g_main_context_set_poll_func(context, (fds, timeout) -> {
                ran.add("poll " + timeout);
                return before.poll(fds, timeout);
            });
            attached(g_timeout_source_new(5), "timeout");

            assertThat(g_main_context_iteration(context, true)).isTrue();

            assertThat(ran).containsExactly("poll 5", "timeout");
            assertThat(clock.nanos()).isEqualTo(5_000_000);
        }

        @Test
        void nullRestoresTheOneAtTheStart() {
            PollFunction own = (fds, timeout) -> 0;
            PollFunction before = g_main_context_get_poll_func(context);
            g_main_context_set_poll_func(context, own);
            assertThat(g_main_context_get_poll_func(context)).isSameAs(own);

            g_main_context_set_poll_func(context, null);

            assertThat(g_main_context_get_poll_func(context)).isSameAs(before);
        }
    }
}
