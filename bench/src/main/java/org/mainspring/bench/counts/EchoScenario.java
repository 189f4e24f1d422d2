package org.mainspring.bench.counts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mainspring.bench.channel.ChannelLoop;

/** A byte to a loop that sends it back, over a socket of the Unix domain; who sends it blocks in read. */
final class EchoScenario implements Scenario {
    private final ChannelLoop loop;
    private final Path directory;
    private final Path address;
    private final SocketChannel channel;
    private final ByteBuffer message = ByteBuffer.allocateDirect(1);

    EchoScenario(ChannelLoop loop) {
        this.loop = loop;
        try {
            directory = Files.createTempDirectory("mainspring");
            address = directory.resolve("echo");
            loop.echo(address);
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(address));
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
            Files.deleteIfExists(address);
            Files.delete(directory);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
