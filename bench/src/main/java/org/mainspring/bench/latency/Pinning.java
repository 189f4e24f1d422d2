package org.mainspring.bench.latency;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.mainspring.bench.peer.ThreadIdentity;

/**
 * Ties threads to processors, with the program {@code taskset}: without native code of our own it is the way to do so.
 *
 * @threads any; a thread ties itself
 */
final class Pinning {
    private static final long LIMIT_SECONDS = 10;

    private static volatile Optional<String> complaint = Optional.empty();

    private Pinning() {}

    /** Why a thread could not be pinned, the last time that happened. */
    static Optional<String> complaint() {
        return complaint;
    }

    /** Whether it works here; tried with the calling thread, which keeps the processors it has. */
    static boolean works(Processors allowed) {
        return !allowed.ids().isEmpty() && pinSelf(allowed.list());
    }

    /**
     * Ties the calling thread to some processors.
     *
     * @param list as {@code taskset} takes it
     * @return whether the kernel did it
     */
    static boolean pinSelf(String list) {
        long linuxId = ThreadIdentity.current().linuxId();
        return linuxId < 0 ? failed("no /proc/thread-self") : taskset(list, linuxId);
    }

    private static boolean taskset(String list, long linuxId) {
        try {
            Process taskset = new ProcessBuilder("taskset", "-cp", list, Long.toString(linuxId))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = taskset.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            return (ended && taskset.exitValue() == 0) || failed("taskset refuses processors " + list);
        } catch (IOException absent) {
            return failed("no taskset: " + absent.getMessage());
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        }
    }

    private static boolean failed(String why) {
        complaint = Optional.of(why);
        return false;
    }
}
