package org.mainspring.bench.counts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mainspring.bench.c.Command;

/** The program that writes down system calls, of all threads. */
final class Strace {
    private static final long LIMIT_SECONDS = 10;

    /** What proves that a loop is blocked, and what makes memory; the rest is what we ask for. */
    private static final String COUNTED = "trace=!pread64,sched_yield,mmap,munmap,mprotect,madvise";

    private Strace() {}

    /** Why it cannot be used here; nothing if it can. */
    static Optional<String> whyAbsent() {
        Command.Outcome outcome = new Command(around(Path.of("/dev/null"), List.of("true"))).run(LIMIT_SECONDS);
        return outcome.isGood() ? Optional.empty() : Optional.of(outcome.complaint());
    }

    /**
     * The command with strace around it.
     *
     * @param log the file for what it writes
     */
    static List<String> around(Path log, List<String> command) {
        List<String> words = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-e", COUNTED));
        words.addAll(List.of("-e", "signal=none", "-s", "80", "-o", log.toString()));
        words.addAll(command);
        return words;
    }
}
