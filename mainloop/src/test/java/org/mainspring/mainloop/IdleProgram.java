package org.mainspring.mainloop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.mainspring.mainloop.time.Nanos;

/**
 * Iterates a busy context between marks that a tracer of system calls can see: looks at files that are not there. Started
 * by {@link SystemCallGateTest} as a process of its own. What it does first is in no window: it loads classes meanwhile.
 */
final class IdleProgram {
    static final int WINDOWS = 5;
    static final int ITERATIONS = 30_000;
    private static final int ITERATIONS_BEFORE = 5_000;
    static final String BEGIN = "/mainspring-begin";
    static final String END = "/mainspring-end";

    private final MainContext context;
    private final Path fault;
    private final int faultEvery;
    private int iterated;
    private int calls;

    private IdleProgram(MainContext context, Path fault, int faultEvery) {
        this.context = context;
        this.fault = fault;
        this.faultEvery = faultEvery;
    }

    /** May be told to make a system call, to see that it is counted: once in so many iterations. */
    public static void main(String[] arguments) {
        int faultEvery = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        try (MainContext context = new MainContext()) {
            new IdleProgram(context, Path.of("/mainspring-fault"), faultEvery).run();
        }
    }

    private void run() {
        context.idleAdd(() -> ++calls > 0);
        context.timeoutAdd(Duration.ofDays(1), () -> Source.CONTINUE);
        context.timeoutAdd(Duration.ofNanos(Nanos.PER_MILLI), () -> Source.CONTINUE);
        Path begin = Path.of(BEGIN);
        Path end = Path.of(END);
        iterate(ITERATIONS_BEFORE);
        for (int window = 0; window < WINDOWS; window++) {
            Files.exists(begin);
            iterate(ITERATIONS);
            Files.exists(end);
        }
        if (calls < WINDOWS * ITERATIONS / 2) {
            throw new AssertionError("called " + calls);
        }
    }

    private void iterate(int count) {
        for (int i = 0; i < count; i++) {
            context.iteration(true);
            if (faultEvery > 0 && ++iterated % faultEvery == 0) {
                Files.exists(fault);
            }
        }
    }
}
