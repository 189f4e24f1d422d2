package org.mainspring.examples;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;

/** Stub. */
final class Listener {
    interface Endpoint {
        SocketAddress resolve() throws IOException;
    }

    interface Then {
        void accept(@Nullable ServerSocketChannel channel, @Nullable Exception failure) throws IOException;
    }

    private final String name;
    private final MainContext context;
    private final Narrator narrator;
    private final Notifies notifies;

    Listener(String name, MainContext context, Narrator narrator, Notifies notifies) {
        this.name = name;
        this.context = context;
        this.narrator = narrator;
        this.notifies = notifies;
    }

    void listen(Endpoint endpoint, Then then) {
        var notify = notifies.<String>told("listen task");
        new Thread(() -> {
                    ServerSocketChannel c = null;
                    Exception e = null;
                    try {
                        c = open(endpoint);
                    } catch (IOException x) {
                        e = x;
                    }
                    ServerSocketChannel cc = c;
                    Exception ee = e;
                    context.idleAdd(
                            0,
                            d -> {
                                then.accept(cc, ee);
                                return false;
                            },
                            "",
                            notify);
                })
                .start();
    }

    private ServerSocketChannel open(Endpoint endpoint) throws IOException {
        SocketAddress address = endpoint.resolve();
        narrator.say("%s resolved to %s", name, address);
        boolean unix = address instanceof UnixDomainSocketAddress;
        ServerSocketChannel channel =
                ServerSocketChannel.open(unix ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET);
        try {
            channel.bind(address);
            channel.configureBlocking(false);
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
        return channel;
    }
}
