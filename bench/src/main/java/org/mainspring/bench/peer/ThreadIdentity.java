package org.mainspring.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A thread, and what the system calls it.
 *
 * @param thread the thread
 * @param linuxId its thread id on Linux; -1 elsewhere
 */
public record ThreadIdentity(Thread thread, long linuxId) {
    private static final Path SELF = Path.of("/proc/thread-self");

    /**
     * The thread that calls.
     *
     * @return a new record
     */
    public static ThreadIdentity current() {
        return new ThreadIdentity(Thread.currentThread(), currentLinuxId());
    }

    /**
     * The thread on which an executor runs what it is given; waits for it.
     *
     * @param executor one with a single thread
     * @return a new record
     */
    public static ThreadIdentity of(Executor executor) {
        return CompletableFuture.supplyAsync(ThreadIdentity::current, executor).join();
    }

    /** The link reads PID/task/TID. */
    private static long currentLinuxId() {
        try {
            return Long.parseLong(Files.readSymbolicLink(SELF).getFileName().toString());
        } catch (IOException | UnsupportedOperationException notLinux) {
            return -1;
        }
    }
}
