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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.time.Nanos;

/**
 * The second example: sockets are opened by worker threads and served by watches, while a timeout ticks.
 *
 * <p>It is a chain of steps, each begun by the callback that ends the one before: two sockets are opened; a third is
 * refused, its port being in use; clients of both families come, all at once; when the last has what it sent, it is over.
 *
 * @threads confined to the thread of the loop
 */
final class EchoExample {
    /** How many clients there are of each family, and how much each of them sends. */
    static final int CLIENTS = 3;

    static final int BYTES = 4 * 1024 * 1024;

    private static final Duration TICK = Duration.ofMillis(10);
    private static final int LEAST_TICKS = 10;
    private static final double MIB = 1024 * 1024;

    private final MainContext context;
    private final Narrator narrator;
    private final Notifies notifies;
    private final Path socketFile;
    private final long seed;
    private final Runnable whenDone;

    private final CountDownLatch allHeldUp = new CountDownLatch(2 * CLIENTS);
    private final EchoTraffic traffic = new EchoTraffic(this::heldUp);
    private final Ticker ticker;
    private final List<EchoServer> servers = new ArrayList<>();
    private final List<SocketAddress> addresses = new ArrayList<>();
    private final List<EchoClient.Result> results = new ArrayList<>();
    private @Nullable Exception secondListen;
    private int started;
    private long startedNanos;
    private long echoNanos;

    EchoExample(
            MainContext context, Narrator narrator, Notifies notifies, Path socketFile, long seed, Runnable whenDone) {
        this.context = context;
        this.narrator = narrator;
        this.notifies = notifies;
        this.socketFile = socketFile;
        this.seed = seed;
        this.whenDone = whenDone;
        ticker = new Ticker(context, TICK, notifies);
    }

    void start() {
        listen("tcp", () -> new InetSocketAddress(InetAddress.getByName("localhost"), 0));
        listen("unix", () -> UnixDomainSocketAddress.of(socketFile));
    }

    private void listen(String name, Listener.Endpoint endpoint) {
        new Listener(name, context, narrator, notifies).listen(endpoint, (channel, failure) -> {
            if (channel == null) {
                narrator.say("%s: cannot listen: %s", name, failure);
                finish();
            } else {
                serve(name, channel);
            }
        });
    }

    private void serve(String name, ServerSocketChannel channel) throws IOException {
        SocketAddress address = channel.getLocalAddress();
        narrator.say("%s: listens on %s", name, address);
        servers.add(new EchoServer(name, context, channel, traffic, notifies, narrator));
        addresses.add(address);
        if (addresses.size() == 2) {
            listenOnPortInUse();
        }
    }

    private void listenOnPortInUse() {
        SocketAddress taken = tcpAddress();
        narrator.say("once more on %s, which is in use", taken);
        new Listener("second", context, narrator, notifies).listen(() -> taken, (channel, failure) -> {
            secondListen = failure;
            narrator.say("second: cannot listen, as it must be: %s", failure);
            startClients();
        });
    }

    private SocketAddress tcpAddress() {
        return addresses.stream()
                .filter(address -> address instanceof InetSocketAddress)
                .findFirst()
                .orElseThrow();
    }

    private void startClients() {
        startedNanos = context.clock().nanos();
        for (SocketAddress address : addresses) {
            String family = address instanceof InetSocketAddress ? "tcp" : "unix";
            for (int i = 1; i <= CLIENTS; i++) {
                long ownSeed = seed + started++;
                new EchoClient(family + "-" + i, address, ownSeed, BYTES, allHeldUp)
                        // In C: g_main_context_invoke
                        .start(result -> context.invoke(() -> clientDone(result)));
            }
        }
        narrator.say("%d clients send %d bytes each, seeds from %d on; none receives yet", started, BYTES, seed);
    }

    private void heldUp() {
        allHeldUp.countDown();
        if (allHeldUp.getCount() == 0) {
            narrator.say("every socket is full, every connection waits for OUT: now the clients receive, slowly");
        }
    }

    private boolean clientDone(EchoClient.Result result) {
        results.add(result);
        narrator.say(
                "client %s: %s of %d bytes came back as they were sent%s",
                result.name(),
                result.bytesRight(),
                BYTES,
                result.failure() == null ? "" : ", then: " + result.failure());
        if (results.size() == started) {
            echoNanos = context.clock().nanos() - startedNanos;
            finish();
        }
        return Source.REMOVE;
    }

    private void finish() {
        ticker.stop();
        servers.forEach(EchoServer::close);
        whenDone.run();
    }

    /** Prints what was measured, and checks what must hold. */
    void check(Checks checks) {
        narrator.print(Narrator.format(
                "  %.1f MiB echoed in %.2f s; %d writes came up short, %d times a buffer was full",
                traffic.bytesEchoed() / MIB,
                (double) echoNanos / Nanos.PER_SECOND,
                traffic.shortWrites(),
                traffic.pausedReads()));
        narrator.print(Narrator.format(
                "  %d ticks of %d ms; late by %d us (p50), %d us (p99), %d us (max)",
                ticker.ticks(),
                TICK.toMillis(),
                ticker.latenessMicros(50),
                ticker.latenessMicros(99),
                ticker.latenessMicros(100)));
        checks.that("the second listen failed with a BindException", secondListen instanceof BindException);
        checks.equal("clients accepted", 2 * CLIENTS, traffic.accepts());
        checks.equal("connections closed in order", 2 * CLIENTS, traffic.closes() - traffic.failures());
        checks.equal("clients that failed", List.of(), failures());
        checks.equal("bytes that came back as they were sent", 2L * CLIENTS * BYTES, bytesRight());
        checks.equal("bytes that the server says it echoed", 2L * CLIENTS * BYTES, traffic.bytesEchoed());
        checks.equal("connections that had to wait for OUT", 2 * CLIENTS, traffic.heldUp());
        checks.atLeast("ticks meanwhile", LEAST_TICKS, ticker.ticks());
        checks.equal("ticks that came early", 0L, ticker.early());
    }

    private List<String> failures() {
        return results.stream()
                .filter(result -> result.failure() != null)
                .map(result -> result.name() + ": " + result.failure())
                .toList();
    }

    private long bytesRight() {
        return results.stream().mapToLong(EchoClient.Result::bytesRight).sum();
    }
}
