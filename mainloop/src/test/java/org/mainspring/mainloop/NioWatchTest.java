package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.ChannelCallback;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.Priority;

/** Watches on real channels. S119, S122, S123; decision 10. */
@Tag("realtime")
class NioWatchTest {
    private final List<String> log = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final MainContext context = new MainContext();
    private Pipe pipe;
    private Pipe.SourceChannel out;
    private Pipe.SinkChannel in;

    @BeforeEach
    void openPipe() throws IOException {
        context.setDiagnosticHandler((code, message) -> diagnostics.add(code));
        pipe = Pipe.open();
        out = pipe.source();
        in = pipe.sink();
        out.configureBlocking(false);
        in.configureBlocking(false);
    }

    @AfterEach
    void closeAll() throws IOException {
        context.close();
        out.close();
        in.close();
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    private void iterateUntilDispatched() {
        while (!context.iteration(true)) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Nested
    class GivenAPipe {
        /** S122. */
        @Test
        void whenThereIsSomethingToRead_thenTheCallbackGetsChannelConditionAndData() throws IOException {
            Object data = new Object();
            context.watchAdd(
                    Priority.DEFAULT,
                    out,
                    IOCondition.IN,
                    (channel, condition, given) -> {
                        assertThat(channel).isSameAs(out);
                        assertThat(given).isSameAs(data);
                        log.add(condition.toString());
                        return Source.REMOVE;
                    },
                    data,
                    given -> log.add("notify"));
            assertThat(context.iteration(false)).isFalse();
            in.write(bytes(1));

            iterateUntilDispatched();

            assertThat(log).containsExactly("IN", "notify");
        }

        /** X16: what is not read makes it ready again. */
        @Test
        void whenNobodyReads_thenItIsReadyInEveryIteration() throws IOException {
            in.write(bytes(1));
            context.watchAdd(out, IOCondition.IN, (channel, condition) -> log.add(condition.toString()));

            iterateUntilDispatched();
            for (int i = 0; i < 10; i++) {
                assertThat(context.iteration(false)).isTrue();
            }
            out.read(bytes(8));

            assertThat(context.iteration(false)).isFalse();
            assertThat(log).hasSize(11);
        }

        /** S119: over NIO the end of the stream is something to read. */
        @Test
        void whenTheOtherEndCloses_thenThereIsAnEndToRead() throws IOException {
            context.watchAdd(out, IOCondition.IN, (channel, condition) -> {
                log.add(condition + " " + channel.read(bytes(1)));
                return Source.REMOVE;
            });
            in.close();

            iterateUntilDispatched();

            assertThat(log).containsExactly("IN -1");
        }

        /** S123. */
        @Test
        void whenTheWatchEnds_thenTheChannelStaysOpen() throws IOException {
            Source watch = context.watchAdd(out, IOCondition.IN, (channel, condition) -> Source.REMOVE);
            in.write(bytes(1));
            iterateUntilDispatched();
            assertThat(watch.isDestroyed()).isTrue();
            Source other = context.watchAdd(out, IOCondition.IN, (channel, condition) -> Source.REMOVE);
            other.destroy();
            context.iteration(false);

            assertThat(out.isOpen()).isTrue();
            assertThat(out.read(bytes(8))).isEqualTo(1);
        }

        /** S118. */
        @Test
        void whenTwoWatchIt_thenBothRun() throws IOException {
            context.watchAdd(out, IOCondition.IN, (channel, condition) -> log.add("a"));
            context.watchAdd(out, IOCondition.IN, (channel, condition) -> log.add("b"));
            in.write(bytes(1));

            iterateUntilDispatched();

            assertThat(log).containsExactly("a", "b");
        }

        /**
         * S61: only one level runs in an iteration, so the writer, which is more urgent, runs until the pipe is full.
         *
         * @origin glib/tests/mainloop.c test_unix_fd
         */
        @Test
        void whenAWriterIsMoreUrgentThanAReader_thenNoIterationRunsBothAndAllArrives() {
            int total = 8 << 20;
            int[] written = new int[1];
            int[] read = new int[1];
            int[] runs = new int[1];
            ByteBuffer buffer = bytes(1 << 16);
            Source writer = context.watchAdd(
                    Priority.HIGH,
                    in,
                    IOCondition.OUT,
                    (channel, condition, data) -> {
                        runs[0]++;
                        buffer.clear().limit(Math.min(buffer.capacity(), total - written[0]));
                        written[0] += channel.write(buffer);
                        return written[0] < total;
                    },
                    null,
                    null);
            context.watchAdd(out, IOCondition.IN, (channel, condition) -> {
                runs[0]++;
                read[0] += channel.read(buffer.clear());
                return read[0] < total;
            });

            while (read[0] < total) {
                runs[0] = 0;
                context.iteration(true);
                assertThat(runs[0]).isLessThanOrEqualTo(1);
            }

            assertThat(written[0]).isEqualTo(total);
            assertThat(writer.isDestroyed()).isTrue();
        }

        /** S76. @origin glib/tests/mainloop.c test_unix_fd_source */
        @Test
        void whenItHasNoCallback_thenItWarnsAndIsRemoved() {
            Source watch = Sources.watch(in, IOCondition.OUT);
            watch.attach(context);

            iterateUntilDispatched();

            assertThat(diagnostics).containsExactly(Diagnostic.NO_CALLBACK);
            assertThat(watch.isDestroyed()).isTrue();
        }

        /** S37-S39 for a user: one thread of ready channels and timers, in position order. */
        @Test
        void whenATimerAndAnIdleAreReadyToo_thenAllOfOnePriorityRunInTheOrderOfAttachment() throws IOException {
            context.timeoutAddMillis(0, () -> log.add("timer"));
            context.watchAdd(out, IOCondition.IN, (channel, condition) -> log.add("watch"));
            context.idleAdd(0, data -> log.add("idle"), null, null);
            in.write(bytes(1));

            iterateUntilDispatched();
            log.clear();
            iterateUntilDispatched();

            assertThat(log).containsExactly("timer", "watch", "idle");
        }

        /** S198. */
        @Test
        void whenItIsMade_thenItHasNoNameAndDefaultPriority() {
            Source watch = Sources.watch(out, IOCondition.IN);

            assertThat(watch.name()).isNull();
            assertThat(watch.priority()).isEqualTo(Priority.DEFAULT);
        }

        /** A kind's callback type is checked when it is set. */
        @Test
        void whenItIsGivenACallbackOfAnotherType_thenThatIsRefused() {
            Source watch = Sources.watch(out, IOCondition.IN);

            assertThatThrownBy(() -> watch.setCallback(() -> Source.CONTINUE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("callback is no ChannelFunc: ");
            assertThatThrownBy(() -> Sources.idle().setCallback((ChannelCallback<SocketChannel>) (c, i) -> true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("callback is no SourceFunc: ");
        }
    }

    @Nested
    class GivenSockets {
        /** Decision 10: accept is IN, the end of a connect is OUT, data is IN, the end of the stream is IN. */
        @Test
        void whenAClientConnectsAndSpeaksAndLeaves_thenTheLoopIsToldOfEachStep() throws IOException {
            List<SocketChannel> accepted = new ArrayList<>();
            try (ServerSocketChannel server = ServerSocketChannel.open();
                    SocketChannel client = SocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                server.configureBlocking(false);
                client.configureBlocking(false);
                context.watchAdd(server, IOCondition.IN, (listener, condition) -> {
                    accepted.add(listener.accept());
                    log.add("accept " + condition);
                    return Source.REMOVE;
                });
                context.watchAdd(client, IOCondition.OUT, (channel, condition) -> {
                    log.add("connect " + condition + " " + channel.finishConnect());
                    channel.write(bytes(3));
                    channel.close();
                    return Source.REMOVE;
                });
                client.connect(server.getLocalAddress());
                while (log.size() < 2) {
                    context.iteration(true);
                }
                try (SocketChannel peer = accepted.get(0)) {
                    peer.configureBlocking(false);
                    context.watchAdd(peer, IOCondition.IN, (channel, condition) -> {
                        int count = channel.read(bytes(8));
                        log.add("read " + condition + " " + count);
                        return count >= 0;
                    });
                    while (log.size() < 4) {
                        context.iteration(true);
                    }
                }
            }

            assertThat(log)
                    .containsExactlyInAnyOrder("accept IN", "connect OUT true", "read IN 3", "read IN -1")
                    .endsWith("read IN 3", "read IN -1");
        }
    }

    @Nested
    class GivenSomethingThatCannotBeWatched {
        /** A selector wants non-blocking channels; said when it is attached, not later in the loop. */
        @Test
        void whenTheChannelBlocks_thenAttachIsRefusedAndTheSourceCanStillBeAttached() throws IOException {
            out.configureBlocking(true);
            Source watch = Sources.watch(out, IOCondition.IN);
            watch.setCallback((ChannelCallback<Pipe.SourceChannel>) (channel, condition) -> log.add("run"));

            assertThatThrownBy(() -> watch.attach(context)).isInstanceOf(IllegalBlockingModeException.class);

            assertThat(watch.context()).isNull();
            out.configureBlocking(false);
            watch.attach(context);
            in.write(bytes(1));
            iterateUntilDispatched();
            assertThat(log).containsExactly("run");
        }

        /** Decision 10. */
        @Test
        void whenOnlyTheHangUpIsWaitedFor_thenAttachIsRefusedWithTheReason() {
            Source watch = Sources.watch(out, IOCondition.HUP);

            assertThatThrownBy(() -> watch.attach(context))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a selector sees only IN and OUT, so this watch could never be ready: HUP");
        }

        /** Decision 10. */
        @Test
        void whenTheChannelCannotDoIt_thenAttachIsRefusedWithTheReason() {
            assertThatThrownBy(() -> context.watchAdd(out, IOCondition.OUT, (channel, condition) -> true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("neither write nor connect on this channel, so no OUT: ");
        }

        /** S124, later: a watch of an attached source is refused as well. */
        @Test
        void whenAnAttachedSourceIsToWatchIt_thenThatIsRefusedAndNothingIsAdded() throws IOException {
            Source source = new Source((self, callback) -> log.add("run"));
            source.attach(context);

            assertThatThrownBy(() -> source.addWatch("no channel", IOCondition.IN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("not a SelectableChannel: java.lang.String");
            assertThat(context.iteration(false)).isFalse();
            assertThat(log).isEmpty();
        }
    }
}
