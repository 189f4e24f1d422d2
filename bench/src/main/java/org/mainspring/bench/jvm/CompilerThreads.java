package org.mainspring.bench.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.mainspring.mainloop.time.Nanos;

/**
 * What the threads of HotSpot's compilers have spent so far. The JVM itself tells of a compilation when it is over, and one of a
 * large method may take longer than a trial and a pause; so the kernel is asked, where it can be.
 */
final class CompilerThreads {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Pattern NAME = Pattern.compile("C[12] CompilerThre.*");

    private CompilerThreads() {}

    /** Gives milliseconds, as one of this JVM's processors has them. */
    static LongSupplier spentMillis() {
        return spentNanos(TASKS).isPresent()
                ? () -> spentNanos(TASKS).orElse(0) / Nanos.PER_MILLI
                : compilationsThatAreOver();
    }

    private static LongSupplier compilationsThatAreOver() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler == null || !compiler.isCompilationTimeMonitoringSupported()
                ? () -> 0
                : compiler::getTotalCompilationTime;
    }

    /** What is told in a directory with one for each thread; empty if nothing is told of a compiler. */
    static OptionalLong spentNanos(Path tasks) {
        if (!Files.isDirectory(tasks)) {
            return OptionalLong.empty();
        }
        long sum = 0;
        boolean any = false;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                OptionalLong nanos = ofCompiler(thread);
                any |= nanos.isPresent();
                sum += nanos.orElse(0);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return any ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    private static OptionalLong ofCompiler(Path thread) {
        try {
            if (!NAME.matcher(Files.readString(thread.resolve("comm")).strip()).matches()) {
                return OptionalLong.empty();
            }
            String running = Files.readString(thread.resolve("schedstat"));
            return OptionalLong.of(Long.parseLong(running.substring(0, running.indexOf(' '))));
        } catch (IOException goneOrUntold) {
            return OptionalLong.empty();
        }
    }
}
