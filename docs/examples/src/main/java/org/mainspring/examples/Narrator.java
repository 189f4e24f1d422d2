package org.mainspring.examples;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

/**
 * Tells what happens, one line each: the time since the start, the thread, the text.
 *
 * @threads any
 */
final class Narrator {
    private final Clock clock;
    private final long startNanos;
    private final Consumer<String> lines;

    /** A narrator whose time begins now. Lines are handed on one at a time. */
    Narrator(Clock clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
        startNanos = clock.nanos();
    }

    /** A step of the story. */
    void say(String format, @Nullable Object... arguments) {
        double seconds = (double) (clock.nanos() - startNanos) / Nanos.PER_SECOND;
        String text = format(format, arguments);
        print(format("%7.3f s  %-16s  %s", seconds, Thread.currentThread().getName(), text));
    }

    /** A heading, between two parts of the story. */
    void heading(String text) {
        print("");
        print(text);
    }

    /** A line as it is. */
    synchronized void print(String line) {
        lines.accept(line);
    }

    /** The same in every country, so that a test can read it. */
    static String format(String format, @Nullable Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
