package org.mainspring.bench.channel;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.NettyLoop;

/**
 * Netty: channels of a transport, with a handler of ours, on the one loop.
 *
 * @threads any
 */
final class NettyChannelLoop implements ChannelLoop {
    private final NettyLoop loop;
    private final NettyTransport transport;

    NettyChannelLoop(NettyLoop loop, NettyTransport transport) {
        this.loop = loop;
        this.transport = transport;
    }

    /** Takes what never comes. */
    @ChannelHandler.Sharable
    private static final class QuietHandler extends ChannelInboundHandlerAdapter {}

    @Override
    public LoopPeer loop() {
        return loop;
    }

    @Override
    public void watchQuiet(int count) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Bootstrap bootstrap =
                new Bootstrap().group(loop.loop()).channel(transport.datagram()).handler(new QuietHandler());
        for (int i = 0; i < count; i++) {
            await(bootstrap.bind(anyPort));
        }
    }

    @Override
    public void echo(Path address) throws IOException {
        await(new ServerBootstrap()
                .group(loop.loop())
                .channel(transport.server())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new NettyEcho());
                    }
                })
                .bind(transport.addresses().apply(address)));
    }

    @Override
    public Runnable connect(Path address, int bytes, Runnable received) throws IOException {
        NettyMessages messages = new NettyMessages(bytes, received);
        ChannelFuture connected = new Bootstrap()
                .group(loop.loop())
                .channel(transport.client())
                .handler(messages)
                .connect(transport.addresses().apply(address));
        await(connected);
        return () -> messages.send(connected.channel());
    }

    private static void await(ChannelFuture future) throws IOException {
        future.awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw new IOException(future.cause());
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
