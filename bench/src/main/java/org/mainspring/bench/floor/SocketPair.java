package org.mainspring.bench.floor;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.mainspring.bench.channel.SocketFile;

/**
 * Both ends of a socket of the Unix domain.
 *
 * @param near the one
 * @param far the other
 */
record SocketPair(SocketChannel near, SocketChannel far) implements AutoCloseable {
    /** Connects them; they need no name from then on. */
    static SocketPair open() throws IOException {
        try (SocketFile file = SocketFile.create();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file.path());
            server.bind(address);
            return new SocketPair(SocketChannel.open(address), server.accept());
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        far.close();
    }
}
