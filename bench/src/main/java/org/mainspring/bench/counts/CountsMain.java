package org.mainspring.bench.counts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mainspring.bench.c.AbsentException;
import org.mainspring.bench.c.CBuild;
import org.mainspring.bench.c.CProgram;
import org.mainspring.bench.c.Command;
import org.mainspring.bench.peer.JvmFlags;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.FigureLines;

/**
 * Counts system calls under strace, and the sleeps of a loop in a flood without it.
 *
 * <ul>
 *   <li>Question: which system calls does an operation make, on ours, on the peers, and on GLib?
 *   <li>Command: {@code java -cp bench/target/benchmarks.jar org.mainspring.bench.counts.CountsMain [--quick]}
 *   <li>One operation: a wake-up of a loop that is proven to be blocked, one dispatch, one post in a flood, or one
 *       byte echoed, of which only the calls of the loop count. The cost of what is done once falls out: so many are
 *       counted, and twice as many, and the difference is told. Under strace a call takes long, so that in a flood a
 *       loop sleeps more rarely, and threads meet at a lock more often, than without.
 *   <li>A bad number: more than 3.1 for a wake-up, any for a dispatch, more than 0.1 for a post in a flood.
 * </ul>
 */
public final class CountsMain {
    private static final List<String> PEERS = List.of(Peers.MAINSPRING, Peers.NETTY_NIO, Peers.NETTY_EPOLL, Peers.STPE);
    private static final long LIMIT_SECONDS = 120;
    private static final int QUICK_OPERATIONS = 500;
    private static final int FULL_OPERATIONS = 5_000;

    /** Without strace. */
    private static final int FLOOD_OPERATIONS = 200_000;

    /** What is rarer is left to chance: a collection, a lock that somebody happened to hold. */
    private static final double RAREST_SHOWN = 0.005;

    private final int operations;

    private CountsMain(int operations) {
        this.operations = operations;
    }

    /**
     * Prints a line for each count.
     *
     * @param args {@code --quick}, or nothing
     */
    public static void main(String[] args) {
        boolean isQuick = List.of(args).contains("--quick");
        CountsMain counts = new CountsMain(isQuick ? QUICK_OPERATIONS : FULL_OPERATIONS);
        counts.sleepsInFlood();
        Optional<String> whyNoStrace = Strace.whyAbsent();
        if (whyNoStrace.isPresent()) {
            absent("strace", whyNoStrace.get());
        } else {
            counts.systemCalls();
        }
    }

    private void sleepsInFlood() {
        String times = Integer.toString(FLOOD_OPERATIONS);
        for (String peer : available()) {
            runAloud(peer, java(peer, times, Counted.FLOOD.scenario()));
        }
        try {
            Path program = CBuild.build(CProgram.GLIB_COUNT);
            runAloud("glib", List.of(program.toString(), times, Counted.FLOOD.scenario()));
        } catch (AbsentException noGlib) {
            absent("glib", noGlib.why());
        }
    }

    private static void runAloud(String peer, List<String> command) {
        Command.Outcome outcome = new Command(command).runAloud(LIMIT_SECONDS);
        if (!outcome.isGood()) {
            absent(peer + " in a flood", outcome.complaint());
        }
    }

    private void systemCalls() {
        String times = Integer.toString(operations);
        for (String peer : available()) {
            trace(peer, java(peer, times));
        }
        try {
            trace("glib", List.of(CBuild.build(CProgram.GLIB_COUNT).toString(), times));
        } catch (AbsentException noGlib) {
            absent("system calls of glib", noGlib.why());
        }
    }

    private static List<String> available() {
        List<String> there = new ArrayList<>();
        for (String peer : PEERS) {
            String why = Peers.whyAbsent(peer);
            if (why.isEmpty()) {
                there.add(peer);
            } else {
                absent(peer, why);
            }
        }
        return there;
    }

    private static List<String> java(String... args) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JvmFlags.ofThisJvm());
        words.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        words.add(TracedMain.class.getName());
        words.addAll(List.of(args));
        return words;
    }

    private static void trace(String peer, List<String> command) {
        try {
            Path log = Files.createTempFile("mainspring", ".strace");
            try {
                Command.Outcome outcome = new Command(Strace.around(log, command)).run(LIMIT_SECONDS);
                if (outcome.isGood()) {
                    print(peer, phases(log));
                } else {
                    absent("system calls of " + peer, outcome.complaint());
                }
            } finally {
                Files.delete(log);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<Phase> phases(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return StraceLog.phases(lines);
        }
    }

    private static void print(String peer, List<Phase> phases) {
        for (Counted counted : Counted.all()) {
            List<Phase> two = phases.stream()
                    .filter(phase -> phase.scenario().equals(counted.scenario()))
                    .toList();
            if (two.size() == 2) {
                print(peer, counted, PerOperation.of(two.get(0), two.get(1), counted.ofPosterToo()));
            }
        }
    }

    private static void print(String peer, Counted counted, Map<String, Double> calls) {
        double all = calls.values().stream().mapToDouble(Double::doubleValue).sum();
        print(counted, peer, "system calls", all);
        calls.forEach((call, perOperation) -> {
            if (perOperation >= RAREST_SHOWN) {
                print(counted, peer, "calls of " + call, perOperation);
            }
        });
    }

    private static void print(Counted counted, String peer, String what, double perOperation) {
        System.out.println(
                FigureLines.print(new Count(counted.workload(), counted.params(), peer, what, perOperation)));
    }

    private static void absent(String what, String why) {
        System.out.println(FigureLines.print(new Absent(what, why)));
    }
}
