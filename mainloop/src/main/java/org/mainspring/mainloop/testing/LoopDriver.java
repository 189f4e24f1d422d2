package org.mainspring.mainloop.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mainspring.mainloop.ContextFlag;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.time.Nanos;

/**
 * A context in virtual time, and what steps it: a day passes in no time, and the same way each time.
 *
 * @threads confined
 */
public final class LoopDriver implements AutoCloseable {
    private static final int ITERATIONS_WITHOUT_TIME = 100_000;

    private final VirtualClock clock;
    private final ScriptedPoller poller;
    private final MainContext context;
    private final List<String> log = new ArrayList<>();

    private LoopDriver(VirtualClock clock, ContextFlag... flags) {
        this.clock = clock;
        poller = new ScriptedPoller(clock);
        context = new MainContext(clock, ignored -> poller, flags);
    }

    /**
     * A driver whose clock starts at 0.
     *
     * @param flags what is asked of the context
     * @return the driver
     */
    public static LoopDriver virtual(ContextFlag... flags) {
        return new LoopDriver(new VirtualClock(), flags);
    }

    /**
     * A driver whose clock starts at any moment.
     *
     * @param startNanos the first reading of the clock
     * @param flags what is asked of the context
     * @return the driver
     */
    public static LoopDriver virtualFrom(long startNanos, ContextFlag... flags) {
        return new LoopDriver(new VirtualClock(startNanos), flags);
    }

    /**
     * The context that is driven.
     *
     * @return always the same
     */
    public MainContext context() {
        return context;
    }

    /**
     * The context's clock.
     *
     * @return always the same
     */
    public VirtualClock clock() {
        return clock;
    }

    /**
     * The context's poller.
     *
     * @return always the same
     */
    public ScriptedPoller poller() {
        return poller;
    }

    // ---- stepping

    /**
     * Runs one iteration that does not block: no time passes.
     *
     * @return whether a source was found ready
     */
    public boolean iterate() {
        return context.iteration(false);
    }

    /**
     * Runs one iteration that may block: time passes until something is ready.
     *
     * @return whether a source was found ready
     * @throws IllegalStateException if it would sleep for ever
     */
    public boolean iterateBlocking() {
        return context.iteration(true);
    }

    /**
     * Lets time pass, and everything happen that is due until then, the end included.
     *
     * @param length how much time passes
     * @throws IllegalStateException if the loop has always something ready, so that no time can pass
     */
    public void advance(Duration length) {
        advanceNanos(Nanos.of(requireNonNull(length, "length")));
    }

    /**
     * Lets time pass, as {@link #advance}.
     *
     * @param lengthMillis milliseconds
     */
    public void advanceMillis(long lengthMillis) {
        advanceNanos(Nanos.of(lengthMillis, Nanos.PER_MILLI));
    }

    /**
     * Lets time pass, as {@link #advance}.
     *
     * @param lengthNanos nanoseconds
     */
    public void advanceNanos(long lengthNanos) {
        long untilNanos = Nanos.after(clock.nanos(), lengthNanos);
        poller.stopAt(untilNanos);
        try {
            int idle = 0;
            while (clock.nanos() < untilNanos) {
                long before = clock.nanos();
                context.iteration(true);
                idle = clock.nanos() == before ? checkProgress(idle) : 0;
            }
            while (context.iteration(false)) {
                idle = checkProgress(idle);
            }
        } finally {
            poller.stopAt(Nanos.NEVER);
        }
    }

    private static int checkProgress(int iterationsWithoutTime) {
        if (iterationsWithoutTime == ITERATIONS_WITHOUT_TIME) {
            throw new IllegalStateException(
                    "no time passes: a source has been ready in each of " + ITERATIONS_WITHOUT_TIME + " iterations");
        }
        return iterationsWithoutTime + 1;
    }

    // ---- the log

    /**
     * What was logged so far.
     *
     * @return the lines
     */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** Forgets what was logged. */
    public void clearLog() {
        log.clear();
    }

    /**
     * Logs a line as it is.
     *
     * @param line the line
     */
    public void note(String line) {
        log.add(requireNonNull(line, "line"));
    }

    /**
     * A callback that logs its name and the time since the clock's start, such as {@code tick@1d}, and goes on.
     *
     * @param name what it logs
     * @return the callback
     */
    public SourceCallback logging(String name) {
        return logging(name, Source.CONTINUE);
    }

    /**
     * A callback that logs its name and the time since the clock's start, and wants no more.
     *
     * @param name what it logs
     * @return the callback
     */
    public SourceCallback loggingOnce(String name) {
        return logging(name, Source.REMOVE);
    }

    private SourceCallback logging(String name, boolean result) {
        requireNonNull(name, "name");
        return () -> {
            note(name + "@" + TimeFormat.shortest(clock.elapsedNanos()));
            return result;
        };
    }

    /** Closes the context. */
    @Override
    public void close() {
        context.close();
    }
}
