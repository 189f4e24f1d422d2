package org.mainspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.kind.Cancellable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.LoopDriver;

/**
 * The code that the pages show of one thread, between {@code // snippet: NAME} and {@code // end}; that of more than one is in
 * {@link ThreadSnippetsTest}.
 *
 * <p>{@link ReadmeTest} holds the pages to it.
 */
class SnippetsTest {
    @Nested
    class GivenAServer {
        private final CountDownLatch ticked = new CountDownLatch(1);

        @Test
        void whenTheFirstLoopRuns_thenItTicksUntilSomebodyConnects() throws Exception {
            PrintStream console = System.out;
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            try (ServerSocketChannel server = ServerSocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Thread client =
                        new Thread(() -> connectOnceTicked(server.socket().getLocalPort()));
                client.start();
                System.setOut(new TickStream(printed));
                firstLoop(server);
                client.join();
            } finally {
                System.setOut(console);
            }

            assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("tick");
        }

        private void firstLoop(ServerSocketChannel server) throws IOException {
            // snippet: first-loop
            MainContext context = new MainContext();
            MainLoop loop = new MainLoop(context);

            context.timeoutAdd(Duration.ofMillis(100), () -> {
                System.out.println("tick");
                return Source.CONTINUE;
            });

            server.configureBlocking(false);
            context.watchAdd(server, IOCondition.IN, (channel, condition) -> {
                channel.accept().close();
                loop.quit();
                return Source.REMOVE;
            });

            loop.run(); // ticks until somebody connects
            // end
            context.close();
        }

        private void connectOnceTicked(int port) {
            try {
                ticked.await();
                new Socket(InetAddress.getLoopbackAddress(), port).close();
            } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        }

        private final class TickStream extends PrintStream {
            TickStream(ByteArrayOutputStream printed) {
                super(printed, true, StandardCharsets.UTF_8);
            }

            @Override
            public void println(@Nullable String line) {
                super.println(line);
                ticked.countDown();
            }
        }
    }

    @Nested
    class GivenALinkThatIsDown {
        private final LoopDriver loop = LoopDriver.virtual();
        private final Link link = new Link(loop.context(), () -> loop.note("connect"));

        @Test
        void whenHalfASecondHasPassed_thenItConnectsAgainOnce() {
            link.reconnectLater();

            loop.advanceMillis(2_000);

            assertThat(loop.log()).containsExactly("connect");
        }

        @Test
        void whenItIsClosedBefore_thenItDoesNot() {
            link.reconnectLater();
            loop.advanceMillis(499);
            link.close();

            loop.advanceMillis(2_000);

            assertThat(loop.log()).isEmpty();
        }
    }

    private static final class Link {
        private final MainContext context;
        private final Runnable connecting;
        private @Nullable Source reconnect;

        Link(MainContext context, Runnable connecting) {
            this.context = context;
            this.connecting = connecting;
        }

        private void connect() {
            connecting.run();
        }

        // snippet: held-source
        void reconnectLater() {
            reconnect = Sources.timeout(Duration.ofMillis(500));
            reconnect.setName("chardev-reconnect");
            reconnect.setCallback(() -> {
                reconnect = null; // it ends with this call
                connect();
                return Source.REMOVE;
            });
            reconnect.attach(context);
        }

        void close() {
            if (reconnect != null) {
                reconnect.destroy();
                reconnect = null;
            }
        }
        // end
    }

    // snippet: own-kind
    /** Ready while there is mail. Any thread may post. */
    static final class Letterbox implements PrepareHook, CheckHook {
        private final Queue<String> mail = new ConcurrentLinkedQueue<>();

        @Override
        public boolean prepare(SourceHandle self, PollTimeout timeout) {
            return !mail.isEmpty();
        }

        @Override
        public boolean check(SourceHandle self) {
            return !mail.isEmpty();
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
            return callback == null ? Source.REMOVE : callback.call();
        }

        void post(String letter, MainContext context) {
            mail.add(letter);
            context.wakeup();
        }

        @Nullable
        String take() {
            return mail.poll();
        }
    }
    // end

    @Nested
    class GivenALetterbox {
        @Test
        void whenLettersComeWhileTheLoopSleeps_thenEachIsDispatched() {
            LoopDriver loop = LoopDriver.virtual();
            MainContext context = loop.context();
            Letterbox letterbox = new Letterbox();
            List<String> read = new ArrayList<>();
            Source source = new Source(letterbox);
            source.setCallback(() -> {
                read.add(String.valueOf(letterbox.take()));
                return Source.CONTINUE;
            });
            source.attach(context);

            loop.poller().duringNextPoll(() -> {
                letterbox.post("one", context);
                letterbox.post("two", context);
            });
            loop.advanceMillis(1);

            assertThat(read).containsExactly("one", "two");
        }
    }

    @Nested
    class GivenAProcess {
        private final MainContext context = new MainContext();
        private final MainLoop loop = new MainLoop(context);
        private final List<Integer> exitValues = new ArrayList<>();

        @Test
        void whenItEnds_thenItsExitValueIsTold() throws IOException {
            String java = ProcessHandle.current().info().command().orElseThrow();
            Process child = new ProcessBuilder(java, "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();

            // snippet: process-and-signal
            context.childWatchAdd(child, (process, exitValue) -> ended(exitValue));

            context.signalAdd("TERM", () -> {
                loop.quit();
                return Source.REMOVE;
            });
            // end
            loop.run();
            context.close();

            assertThat(exitValues).containsExactly(0);
        }

        private void ended(int exitValue) {
            exitValues.add(exitValue);
            loop.quit();
        }
    }

    @Nested
    class GivenACancellable {
        @Test
        void whenAnotherThreadCancels_thenTheLoopIsTold() throws InterruptedException {
            MainContext context = new MainContext();
            MainLoop loop = new MainLoop(context);

            // snippet: cancellable
            Cancellable cancellable = new Cancellable();
            Source cancelled = Sources.cancellable(cancellable);
            cancelled.setCallback(() -> {
                loop.quit();
                return Source.REMOVE;
            });
            cancelled.attach(context);

            Thread other = new Thread(cancellable::cancel);
            other.start();
            // end
            loop.run();
            other.join();
            context.close();

            assertThat(cancelled.isDestroyed()).isTrue();
        }
    }

    @Nested
    class GivenVirtualTime {
        @Test
        void whenTwoDaysPass_thenNoTimePasses() {
            // snippet: virtual-time
            LoopDriver loop = LoopDriver.virtual();
            loop.context().timeoutAdd(Duration.ofDays(1), loop.logging("tomorrow"));

            loop.advance(Duration.ofDays(2));

            assertThat(loop.log()).containsExactly("tomorrow@1d", "tomorrow@2d");
            // end
        }
    }
}
