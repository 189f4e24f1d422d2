package org.mainspring.mainloop.poll.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.poll.IOCondition.ERR;
import static org.mainspring.mainloop.poll.IOCondition.HUP;
import static org.mainspring.mainloop.poll.IOCondition.IN;
import static org.mainspring.mainloop.poll.IOCondition.NONE;
import static org.mainspring.mainloop.poll.IOCondition.OUT;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;

/** What a poller over NIO channels tells of their readiness. */
abstract class ReadinessContract extends ChannelFixture {
    @Nested
    class GivenAPipe {
        private final Pipe pipe = newPipe();

        @Test
        void whenAByteIsWritten_thenInUntilItIsRead() throws IOException {
            PollRecord record = watch(pipe.source(), IN);
            assertQuiet();

            pipe.sink().write(bytes(1));

            assertThat(pollFor(record)).isEqualTo(IN);
            assertThat(pollFor(record)).isEqualTo(IN);
            pipe.source().read(ByteBuffer.allocate(8));
            assertQuiet();
        }

        @Test
        void whenTheSinkIsClosed_thenIn() throws IOException {
            PollRecord record = watch(pipe.source(), IN.or(HUP));

            pipe.sink().close();

            assertThat(pollFor(record)).isEqualTo(IN);
        }

        @Test
        void whenItIsFull_thenOutWaitsForTheReader() throws IOException {
            PollRecord record = watch(pipe.sink(), OUT);
            assertThat(pollFor(record)).isEqualTo(OUT);

            int written = fill(pipe.sink());
            assertQuiet();

            pipe.source().read(ByteBuffer.allocate(written));
            assertThat(pollFor(record)).isEqualTo(OUT);
        }
    }

    @Nested
    class GivenAListener {
        private final ServerSocketChannel listener = listener(inet(), 5);

        @Test
        void whenAClientConnects_thenInUntilItIsAccepted() throws IOException {
            PollRecord record = watch(listener, IN);
            assertQuiet();

            SocketChannel client = closing(SocketChannel.open(listener.getLocalAddress()));

            assertThat(pollFor(record)).isEqualTo(IN);
            closing(listener.accept());
            assertThat(client.isConnected()).isTrue();
            assertQuiet();
        }

        @Test
        void whenConnecting_thenOutAndAfterTheConnectOutMeansWritable() throws IOException {
            SocketChannel client = connecting(listener);
            PollRecord record = watch(client, IN.or(OUT));

            assertThat(pollFor(record)).isEqualTo(OUT);
            assertThat(client.finishConnect()).isTrue();

            assertThat(pollFor(record)).isEqualTo(OUT);
            fill(client);
            assertQuiet();
        }

        @Test
        void whenTheConnectIsNotFinished_thenOutComesAgain() throws IOException {
            PollRecord record = watch(connecting(listener), OUT);

            assertThat(pollFor(record)).isEqualTo(OUT);
            assertThat(pollFor(record)).isEqualTo(OUT);
        }

        @Test
        void whenNobodyWaitsForTheConnect_thenQuietUntilItIsFinished() throws IOException {
            SocketChannel client = connecting(listener);
            PollRecord record = watch(client, IN);
            SocketChannel served = closing(accept(listener));
            served.write(bytes(1));
            poll(SHORT_NANOS);
            assertQuiet();

            assertThat(client.finishConnect()).isTrue();

            assertThat(pollFor(record)).isEqualTo(IN);
        }

        @Test
        void whenTheServersQueueIsFull_thenAConnectIsQuiet() throws IOException {
            ServerSocketChannel busy = listener(inet(), 1);
            closing(SocketChannel.open(busy.getLocalAddress()));
            closing(SocketChannel.open(busy.getLocalAddress()));
            SocketChannel late = connecting(busy);
            watch(late, IN.or(OUT));

            assertQuiet();
            assertThat(late.isConnectionPending()).isTrue();
        }
    }

    @Nested
    class GivenNobodyListens {
        @Test
        void whenConnecting_thenOutAndErr() throws IOException {
            ServerSocketChannel gone = listener(inet(), 5);
            InetSocketAddress address = (InetSocketAddress) gone.getLocalAddress();
            gone.close();
            SocketChannel client = nonBlocking(SocketChannel.open());
            assertThat(client.connect(address)).isFalse();
            PollRecord both = watch(client, IN.or(OUT));
            PollRecord in = watch(client, IN);

            Map<PollRecord, IOCondition> told = pollUntilReady();

            assertThat(told).containsEntry(both, OUT.or(ERR)).containsEntry(in, ERR);
            assertThatThrownBy(client::finishConnect).isInstanceOf(IOException.class);
            assertThat(pollFor(both)).isEqualTo(IOCondition.NVAL);
            assertQuiet();
        }

        @Test
        void whenASocketHasNotBegunToConnect_thenOutAndHup() {
            PollRecord record = watch(nonBlocking(openSocket()), OUT);

            assertThat(pollFor(record)).isEqualTo(OUT.or(HUP));
        }

        @Test
        void whenASocketIsWatchedBeforeItConnects_thenItsConnectIsSeen() throws IOException {
            ServerSocketChannel listener = listener(inet(), 5);
            SocketChannel client = nonBlocking(openSocket());
            PollRecord record = watch(client, OUT);
            pollFor(record);

            client.connect(listener.getLocalAddress());

            assertThat(pollFor(record)).isEqualTo(OUT);
            assertThat(client.finishConnect()).isTrue();
        }
    }

    @Nested
    class GivenAConnection {
        private final ServerSocketChannel listener = listener(inet(), 5);
        private final SocketChannel client = nonBlocking(openSocket(listener));
        private final SocketChannel server = nonBlocking(accept(listener));

        @Test
        void whenThePeerCloses_thenIn() throws IOException {
            PollRecord record = watch(client, IN);

            server.close();

            assertThat(pollFor(record)).isEqualTo(IN);
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }

        @Test
        void whenThePeerResets_thenIn() throws IOException {
            PollRecord record = watch(client, IN);
            server.setOption(StandardSocketOptions.SO_LINGER, 0);

            server.close();

            assertThat(pollFor(record)).isEqualTo(IN);
            assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
        }

        @Test
        void whenSeveralRecordsWatchIt_thenEachIsToldThroughItsMask() throws IOException {
            PollRecord in = watch(client, IN);
            PollRecord out = watch(client, OUT);
            PollRecord both = watch(client, IN.or(OUT).or(HUP));
            assertThat(poll(0)).isEqualTo(identity(out, OUT, both, OUT));

            server.write(bytes(1));

            pollUntilReadyFor(in);
            assertThat(poll(0)).isEqualTo(identity(in, IN, out, OUT, both, IN.or(OUT)));
        }

        @Test
        void whenARecordIsModified_thenTheOthersStay() throws IOException {
            PollRecord first = watch(client, OUT);
            PollRecord second = watch(client, OUT);

            first.setEvents(IN);
            poller.modify(first);

            assertThat(poll(0)).isEqualTo(identity(second, OUT));
            second.setEvents(NONE);
            poller.modify(second);
            assertQuiet();
            server.write(bytes(1));
            assertThat(pollFor(first)).isEqualTo(IN);
        }

        private void pollUntilReadyFor(PollRecord record) {
            assertThat(pollFor(record)).isEqualTo(IN);
        }
    }

    @Nested
    class GivenAUnixSocket {
        @TempDir
        Path folder;

        @Test
        void whenConnectedWrittenAndClosed_thenInEachTime() throws IOException {
            ServerSocketChannel listener = closing(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
            listener.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
            listener.configureBlocking(false);
            PollRecord accepting = watch(listener, IN);
            assertQuiet();
            SocketChannel client = closing(SocketChannel.open(listener.getLocalAddress()));
            assertThat(pollFor(accepting)).isEqualTo(IN);
            SocketChannel server = nonBlocking(listener.accept());
            PollRecord reading = watch(server, IN);
            assertQuiet();

            client.write(bytes(1));

            assertThat(pollFor(reading)).isEqualTo(IN);
            server.read(ByteBuffer.allocate(8));
            assertQuiet();
            client.close();
            assertThat(pollFor(reading)).isEqualTo(IN);
        }
    }

    @Nested
    class GivenDatagrams {
        @Test
        void whenOneArrives_thenInAndAlwaysOut() throws IOException {
            DatagramChannel receiver = nonBlocking(DatagramChannel.open()).bind(inet());
            DatagramChannel sender = nonBlocking(DatagramChannel.open());
            PollRecord in = watch(receiver, IN);
            assertQuiet();
            PollRecord out = watch(receiver, OUT);
            assertThat(poll(0)).isEqualTo(identity(out, OUT));

            sender.send(bytes(1), receiver.getLocalAddress());

            assertThat(pollFor(in)).isEqualTo(IN);
        }
    }

    @Nested
    class GivenTwoThousandChannels {
        @Test
        void whenOneIsActive_thenOnlyThatIsTold() throws IOException {
            for (int i = 0; i < 2_000; i++) {
                watch(nonBlocking(DatagramChannel.open()), IN);
            }
            Pipe pipe = newPipe();
            PollRecord record = watch(pipe.source(), IN);
            assertQuiet();

            pipe.sink().write(bytes(1));

            assertThat(pollUntilReady()).isEqualTo(identity(record, IN));
        }

        @Test
        void whenAllAreReady_thenOnePollTellsAll() throws IOException {
            for (int i = 0; i < 2_500; i++) {
                watch(nonBlocking(DatagramChannel.open()), OUT);
            }

            assertThat(poll(0)).hasSize(2_500);
        }
    }

    private static int fill(WritableByteChannel channel) throws IOException {
        int total = 0;
        int quietRounds = 0;
        while (quietRounds < 3) { // the peer's kernel takes over what fits into its own buffer
            int written = channel.write(bytes(1 << 16));
            quietRounds = written == 0 ? quietRounds + 1 : 0;
            total += written;
        }
        return total;
    }

    private static Map<PollRecord, IOCondition> identity(Object... entries) {
        Map<PollRecord, IOCondition> map = new HashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((PollRecord) entries[i], (IOCondition) entries[i + 1]);
        }
        return map;
    }
}
