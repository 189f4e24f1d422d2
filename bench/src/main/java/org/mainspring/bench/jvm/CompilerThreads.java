package org.mainspring.bench.jvm;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mainspring.mainloop.time.Nanos;

/**
 * What the threads of the JVM's compilers have spent so far. The JVM itself tells of a compilation when it is over, and one of a
 * large method may take longer than a trial and a pause; so the kernel is asked, where it tells.
 */
final class CompilerThreads {
    private static final Pattern NAME = Pattern.compile("(C[12]|JVMCI) Compiler.*");
    private static final Pattern RUNNING = Pattern.compile("(\\d+) .*");

    private final Path tasks;

    /** The most that was told of each; HotSpot may end one that has nothing to do. */
    private final Map<Path, Long> nanos = new HashMap<>();

    /** Of what is told in a directory with one for each thread. */
    CompilerThreads(Path tasks) {
        this.tasks = tasks;
    }

    /** Gives milliseconds, as one of this JVM's processors has them. */
    static LongSupplier spentMillis() {
        CompilerThreads threads = new CompilerThreads(Path.of("/proc/self/task"));
        return threads.spentNanos() > 0 // else nothing is told: they have compiled this program already
                ? () -> threads.spentNanos() / Nanos.PER_MILLI
                : compilationsThatAreOver();
    }

    private static LongSupplier compilationsThatAreOver() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler == null || !compiler.isCompilationTimeMonitoringSupported()
                ? () -> 0
                : compiler::getTotalCompilationTime;
    }

    /** The sum of what was told; 0 if nothing is. */
    @SuppressWarnings("EmptyCatch") // no such directory, or it could not be read to its end
    long spentNanos() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            threads.forEach(this::look);
        } catch (IOException | DirectoryIteratorException untold) {
        }
        return nanos.values().stream().mapToLong(Long::longValue).sum();
    }

    @SuppressWarnings("EmptyCatch") // it has ended since it was listed, or nothing is told of it
    private void look(Path thread) {
        try {
            if (NAME.matcher(Files.readString(thread.resolve("comm")).strip()).matches()) {
                Matcher running = RUNNING.matcher(
                        Files.readString(thread.resolve("schedstat")).strip());
                if (running.matches()) {
                    nanos.merge(thread, Long.parseLong(running.group(1)), Math::max);
                }
            }
        } catch (IOException untold) {
        }
    }
}
