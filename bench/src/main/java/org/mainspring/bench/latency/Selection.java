package org.mainspring.bench.latency;

import java.util.ArrayList;
import java.util.List;
import org.mainspring.mainloop.time.Nanos;

/**
 * What is wanted of a run, as said on the command line.
 *
 * @param isFull whether every experiment is done, or those of the quick form
 * @param workloads how the names of those wanted begin; all if empty
 * @param peers the names of those wanted; all if empty
 * @param placements the names of those wanted; all if empty
 * @param lengthNanos how long a peer is measured each round
 * @param rounds how many rounds count; one more goes before
 */
record Selection(
        boolean isFull,
        List<String> workloads,
        List<String> peers,
        List<String> placements,
        long lengthNanos,
        int rounds) {
    static final String USAGE = "arguments: [--quick | --full] [--workloads=W5,W6,...,fairness] [--peers=NAME,...]"
            + " [--placements=same-core,two-cores,unpinned] [--millis=N] [--rounds=N]";

    private static final long QUICK_MILLIS = 60;
    private static final int QUICK_ROUNDS = 2;
    private static final long FULL_MILLIS = 500;
    private static final int FULL_ROUNDS = 5;

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if one is not understood
     */
    static Selection parse(String... arguments) {
        boolean isFull = List.of(arguments).contains("--full");
        List<String> workloads = List.of();
        List<String> peers = List.of();
        List<String> placements = List.of();
        long millis = isFull ? FULL_MILLIS : QUICK_MILLIS;
        int rounds = isFull ? FULL_ROUNDS : QUICK_ROUNDS;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String key = equals < 0 ? argument : argument.substring(0, equals);
            String value = argument.substring(equals + 1);
            switch (key) {
                case "--quick", "--full" -> {}
                case "--workloads" -> workloads = list(value);
                case "--peers" -> peers = list(value);
                case "--placements" -> placements = list(value);
                case "--millis" -> millis = positive(key, value);
                case "--rounds" -> rounds = positive(key, value);
                default -> throw new IllegalArgumentException("not understood: " + argument);
            }
        }
        return new Selection(isFull, workloads, peers, placements, millis * Nanos.PER_MILLI, rounds);
    }

    private static List<String> list(String value) {
        List<String> names = new ArrayList<>();
        for (String name : value.split(",", -1)) {
            names.add(name.strip());
        }
        return names;
    }

    private static int positive(String key, String value) {
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException(key + " < 1: " + number);
        }
        return number;
    }

    boolean wantsWorkload(String workload) {
        return workloads.isEmpty() || workloads.stream().anyMatch(workload::startsWith);
    }

    boolean wantsPeer(String peer) {
        return peers.isEmpty() || peers.contains(peer);
    }

    boolean wantsPlacement(Placement placement) {
        return placements.isEmpty() || placements.contains(placement.name());
    }
}
