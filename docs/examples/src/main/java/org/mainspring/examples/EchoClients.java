package org.mainspring.examples;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.time.Nanos;

/**
 * All clients together: they come at once, send without receiving until every connection is held up, then receive.
 *
 * @threads confined to the thread of the loop, to which each client hands its result
 */
final class EchoClients {
    /** How many clients there are of each family, and how much each of them sends. */
    private static final int PER_FAMILY = 3;

    private static final int BYTES = 4 * 1024 * 1024;
    private static final double MIB = 1024 * 1024;

    private final MainContext context;
    private final Narrator narrator;
    private final Ledger ledger;
    private final long seed;
    private final Runnable whenDone;

    private final CountDownLatch allHeldUp = new CountDownLatch(2 * PER_FAMILY);
    private final List<EchoClient.Result> results = new ArrayList<>();
    private int started;
    private long startNanos;
    private long lengthNanos;

    /** Clients whose bytes follow from a seed, and what is begun when the last is done. */
    EchoClients(MainContext context, Narrator narrator, Ledger ledger, long seed, Runnable whenDone) {
        this.context = context;
        this.narrator = narrator;
        this.ledger = ledger;
        this.seed = seed;
        this.whenDone = whenDone;
    }

    /** Starts the clients of each family. */
    void start(Map<String, SocketAddress> addresses) {
        startNanos = context.clock().nanos();
        addresses.forEach((family, address) -> {
            for (int i = 1; i <= PER_FAMILY; i++) {
                // Each has threads of its own, and comes back to the loop with its result: g_main_context_invoke.
                new EchoClient(family + "-" + i, address, seed + started, BYTES, allHeldUp)
                        .start(result -> context.invoke(() -> done(result)));
                started++;
            }
        });
        narrator.say("%d clients send %d bytes each, seeds from %d on; none receives yet", started, BYTES, seed);
    }

    /** One more connection has something that its client does not take. */
    void heldUp() {
        allHeldUp.countDown();
        if (allHeldUp.getCount() == 0) {
            narrator.say(
                    "every client's socket is full, every connection waits for OUT: now the clients receive, slowly");
        }
    }

    private boolean done(EchoClient.Result result) {
        ledger.callback("result of " + result.name());
        results.add(result);
        narrator.say("%s: %d of %d bytes came back as they were sent", result.name(), result.bytesRight(), BYTES);
        if (results.size() == started) {
            lengthNanos = context.clock().nanos() - startNanos;
            whenDone.run();
        }
        return Source.REMOVE;
    }

    /** Prints what was measured. */
    void report(EchoTraffic traffic) {
        narrator.print(Narrator.format(
                "  %.1f MiB echoed in %.2f s; %d writes came up short, %d times a buffer was full",
                traffic.bytesEchoed() / MIB,
                (double) lengthNanos / Nanos.PER_SECOND,
                traffic.shortWrites(),
                traffic.pausedReads()));
    }

    /** Checks what must hold of the clients and of the server. */
    void check(Checks checks, EchoTraffic traffic) {
        checks.equal("clients accepted", 2 * PER_FAMILY, traffic.accepts());
        checks.equal("connections closed in order", 2 * PER_FAMILY, traffic.closes() - traffic.failures());
        checks.equal("clients that failed", List.of(), failures());
        checks.equal("bytes that came back as they were sent", 2L * PER_FAMILY * BYTES, bytesRight());
        checks.equal("bytes that the server says it echoed", 2L * PER_FAMILY * BYTES, traffic.bytesEchoed());
        checks.equal("connections that had to wait for OUT", 2 * PER_FAMILY, traffic.heldUp());
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
