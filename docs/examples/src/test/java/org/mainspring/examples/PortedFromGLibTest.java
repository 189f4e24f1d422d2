package org.mainspring.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.glib.GLib.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.glib.GSourceFuncs;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.Nanos;

/** Programs as they stand in C, moved line by line: the code of the page on porting from GLib. */
class PortedFromGLibTest {
    private final List<String> seen = new ArrayList<>();

    /** A back end that connects again after a while, on the context that it was given: the source is kept. */
    @Nested
    class GivenABackendThatRetries {
        private final class Backend {
            @Nullable
            Source retry;

            int retry_ms = 500;
            int attempts;
        }

        private final LoopDriver loop = LoopDriver.virtual();
        private final Backend backend = new Backend();

        private void backend_connect(Backend b) {
            b.attempts++;
        }

        // snippet: kept-timeout
        boolean backend_retry(Backend b) {
            g_source_unref(b.retry);
            b.retry = null;
            backend_connect(b);
            return G_SOURCE_REMOVE;
        }

        void backend_schedule_retry(Backend b, MainContext context) {
            b.retry = g_timeout_source_new(b.retry_ms);
            g_source_set_name(b.retry, "backend-retry");
            g_source_set_callback(b.retry, this::backend_retry, b, null);
            g_source_attach(b.retry, context);
        }

        void backend_cancel_retry(Backend b) {
            if (b.retry != null) {
                g_source_destroy(b.retry);
                g_source_unref(b.retry);
                b.retry = null;
            }
        }
        // end

        @Test
        void whenTheTimeHasCome_thenItConnectsOnce() {
            backend_schedule_retry(backend, loop.context());
            assertThat(g_source_get_name(backend.retry)).isEqualTo("backend-retry");

            loop.advanceMillis(499);
            assertThat(backend.attempts).isZero();
            loop.advanceMillis(1000);

            assertThat(backend.attempts).isEqualTo(1);
            assertThat(backend.retry).isNull();
        }

        @Test
        void whenItIsCancelled_thenItDoesNotConnect() {
            backend_schedule_retry(backend, loop.context());

            backend_cancel_retry(backend);
            backend_cancel_retry(backend);

            loop.advanceMillis(1000);
            assertThat(backend.attempts).isZero();
        }
    }

    /** A source of its own kind over a queue of letters, with fields behind those of GSource. */
    @Nested
    class GivenAMailbox {
        // snippet: own-source
        static final class MailboxSource {
            final Deque<String> letters = new ArrayDeque<>();

            boolean prepare(Source source, int[] timeout_) {
                timeout_[0] = -1;
                return !letters.isEmpty();
            }

            boolean check(Source source) {
                return !letters.isEmpty();
            }

            boolean dispatch(Source source, @Nullable Callback callback) {
                MailFunc func = (MailFunc) callback.function();
                return func.read(letters.remove(), callback.data());
            }
        }

        interface MailFunc {
            boolean read(String letter, @Nullable Object user_data);
        }

        static final GSourceFuncs<MailboxSource> mailbox_funcs = new GSourceFuncs<>(
                MailboxSource::prepare, MailboxSource::check, MailboxSource::dispatch, null, MailFunc.class);

        Source mailbox_source_new(MailboxSource mailbox) {
            return g_source_new(mailbox_funcs, mailbox);
        }
        // end

        @Test
        void whenLettersCome_thenEachIsReadInAnIterationOfItsOwn() {
            LoopDriver loop = LoopDriver.virtual();
            MailboxSource mailbox = new MailboxSource();
            Source source = mailbox_source_new(mailbox);
            MailFunc read = (letter, user_data) -> seen.add(letter + " for " + user_data);
            g_source_set_callback(source, read, "me", data -> seen.add(data + " moved"));
            g_source_attach(source, loop.context());
            assertThat(loop.iterate()).isFalse();

            mailbox.letters.add("one");
            mailbox.letters.add("two");
            loop.iterate();
            assertThat(seen).containsExactly("one for me");
            loop.iterate();
            g_source_destroy(source);

            assertThat(seen).containsExactly("one for me", "two for me", "me moved");
        }
    }

    /** A program that has a loop of its own, and lets the context take part. */
    @Nested
    class GivenALoopOfItsOwn {
        // snippet: driven-from-outside
        private final PollSet fds = new PollSet();

        boolean host_loop_step(MainContext context, int max_wait_ms) {
            int[] priority = new int[1];
            int[] timeout = new int[1];

            if (!g_main_context_acquire(context)) {
                return false;
            }
            g_main_context_prepare(context, priority);
            g_main_context_query(context, priority[0], timeout, fds);
            if (timeout[0] < 0 || timeout[0] > max_wait_ms) {
                timeout[0] = max_wait_ms;
            }
            g_poll(context, fds, timeout[0]);
            boolean ready = g_main_context_check(context, priority[0], fds);
            if (ready) {
                g_main_context_dispatch(context);
            }
            g_main_context_release(context);
            return ready;
        }
        // end

        @Test
        void whenNothingIsDue_thenAStepTakesTheTimeOfTheHost() {
            LoopDriver loop = LoopDriver.virtual();
            Source timeout = g_timeout_source_new(25);
            g_source_set_callback(timeout, seen::add, "timeout", null);
            g_source_attach(timeout, loop.context());

            assertThat(host_loop_step(loop.context(), 10)).isFalse();
            assertThat(host_loop_step(loop.context(), 10)).isFalse();
            assertThat(loop.clock().nanos()).isEqualTo(20 * Nanos.PER_MILLI);
            assertThat(host_loop_step(loop.context(), 10)).isTrue();

            assertThat(loop.clock().nanos()).isEqualTo(25 * Nanos.PER_MILLI);
            assertThat(seen).containsExactly("timeout");
        }

        @Test
        void whenAChannelIsReady_thenItsWatchRuns() throws IOException {
            MainContext context = g_main_context_new();
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            Source watch = g_unix_fd_source_new(pipe.source(), G_IO_IN | G_IO_HUP);
            g_source_set_callback(
                    watch,
                    (Pipe.SourceChannel fd, int condition, String data) -> {
                        seen.add(data + " " + fd.read(ByteBuffer.allocate(8)) + " " + IOCondition.of(condition));
                        return G_SOURCE_CONTINUE;
                    },
                    "read",
                    null);
            g_source_attach(watch, context);
            pipe.sink().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));

            while (seen.isEmpty()) {
                host_loop_step(context, 60_000);
            }

            assertThat(seen).containsExactly("read 3 IN");
            context.close();
            pipe.source().close();
            pipe.sink().close();
        }
    }
}
