package org.mainspring.examples;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.task.IOTask;

/**
 * The second example: sockets are opened by worker threads and served by watches, while a timeout ticks.
 *
 * <p>It is a chain of steps, each begun by the callback that ends the one before: two sockets are opened; a third is
 * refused, its port being in use; clients of both families come, all at once; when the last is done, it is over.
 *
 * @threads confined to the thread of the loop
 */
final class EchoExample {
    private static final Duration TICK = Duration.ofMillis(10);
    private static final int LEAST_TICKS = 10;
    private static final String TCP = "tcp";
    private static final String UNIX = "unix";
    private static final String SECOND = "second";

    private final MainContext context;
    private final Narrator narrator;
    private final Ledger ledger;
    private final Path socketFile;
    private final Runnable whenDone;

    private final Thread loopThread = Thread.currentThread();
    private final EchoClients clients;
    private final EchoTraffic traffic;
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<String, SocketAddress> addresses = new LinkedHashMap<>();
    private final Map<String, Exception> failures = new LinkedHashMap<>();
    private final List<EchoServer> servers = new ArrayList<>();
    private @Nullable Ticker ticker;

    /** The example, and what is begun when it is over. */
    EchoExample(MainContext context, Narrator narrator, Ledger ledger, Path socketFile, long seed, Runnable whenDone) {
        this.context = context;
        this.narrator = narrator;
        this.ledger = ledger;
        this.socketFile = socketFile;
        this.whenDone = whenDone;
        clients = new EchoClients(context, narrator, ledger, seed, this::finish);
        traffic = new EchoTraffic(clients::heldUp);
    }

    void start() {
        listen(TCP, () -> new InetSocketAddress(InetAddress.getByName("localhost"), 0));
        listen(UNIX, () -> UnixDomainSocketAddress.of(socketFile));
    }

    private void listen(String name, Listener.Endpoint endpoint) {
        Listener listener = new Listener(name, narrator);
        listeners.add(listener);
        listener.listenAsync(endpoint, this::listening, name, ledger.told(name + "'s task"), context);
    }

    /** The callback of all three; in C a QIOTaskFunc. */
    private void listening(IOTask<Listener, ServerSocketChannel> task, String name) {
        ledger.callback("task");
        try {
            serve(name, task.getOrThrow());
        } catch (Exception failure) {
            narrator.say("%s: cannot listen: %s", name, failure);
            failures.put(name, failure);
        }
        if (addresses.size() + failures.size() == listeners.size()) {
            next();
        }
    }

    private void serve(String name, ServerSocketChannel channel) throws IOException {
        servers.add(new EchoServer(name, context, channel, traffic, ledger, narrator));
        addresses.put(name, channel.getLocalAddress());
        narrator.say("%s: listens on %s", name, channel.getLocalAddress());
    }

    private void next() {
        SocketAddress inUse = addresses.get(TCP);
        if (listeners.size() == 2 && inUse != null) {
            listen(SECOND, () -> inUse);
        } else if (addresses.keySet().equals(Set.of(TCP, UNIX))) {
            clients.start(addresses);
            ticker = new Ticker(context, TICK, ledger);
        } else {
            finish();
        }
    }

    private void finish() {
        if (ticker != null) {
            ticker.stop();
        }
        servers.forEach(EchoServer::close);
        whenDone.run();
    }

    /** Prints what was measured. */
    void report() {
        clients.report(traffic);
        if (ticker != null) {
            ticker.report(narrator);
        }
    }

    /** Checks what must hold. */
    void check(Checks checks) {
        clients.check(checks, traffic);
        if (ticker != null) {
            ticker.check(checks, LEAST_TICKS);
        }
        checks.that("the second listen failed with a BindException", failures.get(SECOND) instanceof BindException);
        checks.equal("listens that failed", Set.of(SECOND), failures.keySet());
        checks.that(
                "every socket was opened by another thread than the loop's",
                listeners.stream().map(Listener::worker).noneMatch(worker -> worker == null || worker == loopThread));
    }
}
