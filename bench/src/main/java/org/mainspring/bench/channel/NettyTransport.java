package org.mainspring.bench.channel;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Which of Netty's channels belong together.
 *
 * @param server listens in the Unix domain
 * @param client connects there
 * @param datagram takes what comes by UDP
 * @param addresses makes an address of a file's name
 */
record NettyTransport(
        Class<? extends ServerChannel> server,
        Class<? extends Channel> client,
        Class<? extends Channel> datagram,
        Function<Path, SocketAddress> addresses) {
    static final NettyTransport NIO = new NettyTransport(
            NioServerDomainSocketChannel.class,
            NioDomainSocketChannel.class,
            NioDatagramChannel.class,
            UnixDomainSocketAddress::of);

    static final NettyTransport EPOLL = new NettyTransport(
            EpollServerDomainSocketChannel.class,
            EpollDomainSocketChannel.class,
            EpollDatagramChannel.class,
            address -> new DomainSocketAddress(address.toString()));
}
