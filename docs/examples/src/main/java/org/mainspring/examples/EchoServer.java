package org.mainspring.examples;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Priority;

/**
 * Accepts whoever comes to a listening socket, TCP or UNIX, and gives each a connection of its own.
 *
 * @threads confined to the thread of the loop
 * @origin QEMU qio_net_listener_add, whose IN watch calls accept
 */
final class EchoServer implements AutoCloseable {
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    private final String name;
    private final MainContext context;
    private final ServerSocketChannel listening;
    private final EchoTraffic traffic;
    private final Ledger ledger;
    private final Narrator narrator;
    private final Set<EchoConnection> connections = new LinkedHashSet<>();
    private final Source accepting;

    /** A server that accepts from now on, on a channel in non-blocking mode, which it closes at the end. */
    EchoServer(
            String name,
            MainContext context,
            ServerSocketChannel listening,
            EchoTraffic traffic,
            Ledger ledger,
            Narrator narrator) {
        this.name = name;
        this.context = context;
        this.listening = listening;
        this.traffic = traffic;
        this.ledger = ledger;
        this.narrator = narrator;
        accepting = context.watchAdd(
                Priority.DEFAULT,
                listening,
                IOCondition.IN,
                (ready, condition, self) -> accept(ready),
                this,
                ledger.told(name + "'s accept watch"));
        accepting.setName("accept-" + name);
    }

    /** One of those who wait: if there are more, the watch is ready in the next iteration again. */
    private boolean accept(ServerSocketChannel ready) throws IOException {
        ledger.callback("accept watch");
        SocketChannel peer = ready.accept();
        if (peer == null) {
            return Source.CONTINUE; // it has gone again
        }
        peer.configureBlocking(false);
        // A small buffer in the kernel, so that a peer that does not read is noticed soon.
        peer.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
        traffic.accepted();
        EchoConnection connection = new EchoConnection(context, peer, traffic, ledger, connections::remove);
        connections.add(connection);
        connection.start();
        narrator.say("%s: accepted; %d connected", name, connections.size());
        return Source.CONTINUE;
    }

    /** Accepts nobody any longer, and ends the connections that are left. */
    @Override
    public void close() {
        accepting.destroy();
        List.copyOf(connections).forEach(connection -> connection.close(true));
        try {
            listening.close();
            narrator.say("%s: closed", name);
        } catch (IOException failure) {
            narrator.say("%s: closed with %s", name, failure);
        }
    }
}
