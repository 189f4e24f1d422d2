package org.mainspring.bench.counts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.mainspring.bench.channel.ChannelLoop;
import org.mainspring.bench.channel.SocketFile;

/** A byte to a loop that sends it back, over a socket of the Unix domain; who sends it blocks in read. */
final class EchoScenario implements Scenario {
    private final ChannelLoop loop;
    private final SocketChannel channel;
    private final ByteBuffer message = ByteBuffer.allocateDirect(1);

    EchoScenario(ChannelLoop loop) {
        this.loop = loop;
        try (SocketFile file = SocketFile.create()) {
            loop.echo(file.path());
            channel = SocketChannel.open(UnixDomainSocketAddress.of(file.path()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void run(int operations) {
        try {
            for (int i = 0; i < operations; i++) {
                message.clear();
                channel.write(message);
                message.clear();
                channel.read(message);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public long loopThread() {
        return loop.loop().threadId();
    }

    @Override
    public void close() {
        try {
            channel.close();
            loop.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
