package org.mainspring.bench.channel;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.MainspringLoop;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;

/**
 * Ours: channel watches on the context of the loop.
 *
 * @threads any
 */
final class MainspringChannelLoop implements ChannelLoop {
    private final MainspringLoop loop;
    private final MainContext context;
    private final Queue<Closeable> channels = new ConcurrentLinkedQueue<>();

    MainspringChannelLoop(MainspringLoop loop) {
        this.loop = loop;
        context = loop.context();
    }

    @Override
    public LoopPeer loop() {
        return loop;
    }

    @Override
    public void watchQuiet(int count) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        for (int i = 0; i < count; i++) {
            DatagramChannel quiet = own(DatagramChannel.open());
            quiet.bind(anyPort);
            context.watchAdd(quiet, IOCondition.IN, (channel, condition) -> Source.CONTINUE);
        }
    }

    @Override
    public void echo(Path address) throws IOException {
        ServerSocketChannel server = own(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
        server.bind(UnixDomainSocketAddress.of(address));
        context.watchAdd(server, IOCondition.IN, (channel, condition) -> {
            SocketChannel accepted = channel.accept();
            if (accepted != null) {
                EchoEnd end = new EchoEnd(own(accepted));
                context.watchAdd(accepted, IOCondition.IN, (ready, now) -> end.receive());
            }
            return Source.CONTINUE;
        });
    }

    @Override
    public Runnable connect(Path address, int bytes, Runnable received) throws IOException {
        SocketChannel channel = own(SocketChannel.open(UnixDomainSocketAddress.of(address)));
        MessageEnd end = new MessageEnd(channel, bytes, received);
        context.watchAdd(channel, IOCondition.IN, (ready, condition) -> end.receive());
        return end::send;
    }

    private <C extends SelectableChannel> C own(C channel) throws IOException {
        channels.add(channel);
        channel.configureBlocking(false);
        return channel;
    }

    @Override
    public void close() {
        loop.close();
        Closing.all(channels);
    }
}
