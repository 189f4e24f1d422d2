package org.mainspring.mainloop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.mainspring.mainloop.time.Nanos;

/**
 * Iterates a busy context between marks that a tracer of system calls can see: looks at files that are not there. Started
 * by {@link SystemCallGateTest} as a process of its own.
 */
final class IdleProgram {
    static final int WINDOWS = 5;
    static final int ITERATIONS = 5_000;
    static final String BEGIN = "/mainspring-begin";
    static final String END = "/mainspring-end";

    private IdleProgram() {}

    public static void main(String[] arguments) {
        try (MainContext context = new MainContext()) {
            int[] calls = new int[1];
            context.idleAdd(() -> {
                calls[0]++;
                return Source.CONTINUE;
            });
            context.timeoutAdd(Duration.ofDays(1), () -> Source.CONTINUE);
            context.timeoutAdd(Duration.ofNanos(Nanos.PER_MILLI), () -> Source.CONTINUE);
            for (int window = 0; window < WINDOWS; window++) {
                Files.exists(Path.of(BEGIN));
                for (int i = 0; i < ITERATIONS; i++) {
                    context.iteration(true);
                    if (arguments.length > 0) {
                        Files.exists(Path.of(arguments[0])); // a fault, to see that it is counted
                    }
                }
                Files.exists(Path.of(END));
            }
            if (calls[0] < WINDOWS * ITERATIONS / 2) {
                throw new AssertionError("called " + calls[0]);
            }
        }
    }
}
