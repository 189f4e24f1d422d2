package org.mainspring.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How often a thread gave its processor up because it had to wait: the kernel counts that. */
public final class ThreadSleeps {
    private static final String KEY = "voluntary_ctxt_switches:";

    private ThreadSleeps() {}

    /**
     * So far, of a thread of this process.
     *
     * @param linuxId what Linux calls it
     * @return how often
     */
    public static long of(long linuxId) {
        try {
            return in(Files.readAllLines(Path.of("/proc/self/task/" + linuxId + "/status")).stream());
        } catch (IOException noProc) {
            throw new UncheckedIOException(noProc);
        }
    }

    static long in(Stream<String> status) {
        return status.filter(line -> line.startsWith(KEY))
                .mapToLong(line -> Long.parseLong(line.substring(KEY.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + KEY));
    }
}
