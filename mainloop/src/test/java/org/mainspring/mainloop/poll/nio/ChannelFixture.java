package org.mainspring.mainloop.poll.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.mainspring.mainloop.poll.PollerFixture;

/** Channels for a poller to watch, closed after the test. */
abstract class ChannelFixture extends PollerFixture {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    final SocketChannel openSocket() {
        return get(SocketChannel::open);
    }

    final SocketChannel openSocket(ServerSocketChannel listener) {
        return get(() -> SocketChannel.open(listener.getLocalAddress()));
    }

    final SocketChannel connecting(ServerSocketChannel listener) throws IOException {
        SocketChannel client = nonBlocking(SocketChannel.open());
        assertThat(client.connect(listener.getLocalAddress())).isFalse();
        return client;
    }

    final ServerSocketChannel listener(InetSocketAddress address, int backlog) {
        return nonBlocking(get(() -> ServerSocketChannel.open().bind(address, backlog)));
    }

    static SocketChannel accept(ServerSocketChannel listener) {
        SocketChannel accepted = null;
        while (accepted == null) {
            accepted = get(listener::accept);
        }
        return accepted;
    }

    final <C extends SelectableChannel> C nonBlocking(C channel) {
        get(() -> channel.configureBlocking(false));
        return closing(channel);
    }

    final Pipe newPipe() {
        Pipe pipe = get(Pipe::open);
        nonBlocking(pipe.source());
        nonBlocking(pipe.sink());
        return pipe;
    }

    static InetSocketAddress inet() {
        return new InetSocketAddress(LOOPBACK, 0);
    }

    static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    interface Opening<T> {
        T open() throws IOException;
    }

    static <T> T get(Opening<T> opening) {
        try {
            return opening.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
