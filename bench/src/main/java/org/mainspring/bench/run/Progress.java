package org.mainspring.bench.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Says what is measured, which of how many it is, and how long it has taken and will: one line, rewritten on a terminal. */
final class Progress {
    /** Narrower than a terminal usually is: a line that is broken cannot be rewritten. */
    private static final int WIDTH = 99;

    private static final int SECONDS_PER_MINUTE = 60;

    private final PrintStream out;
    private final boolean rewrites;

    /** Onto a stream; on a terminal each line takes the place of the one before. */
    Progress(PrintStream out, boolean rewrites) {
        this.out = out;
        this.rewrites = rewrites;
    }

    /** Whether standard output is a terminal. */
    static boolean onTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }

    /** Says that a step begins. */
    void begin(String step, int number, int count, double elapsedSeconds, double remainingSeconds) {
        String line = String.format(
                Locale.ROOT,
                "[%d/%d] %s elapsed, about %s left: %s",
                number,
                count,
                minutes(elapsedSeconds),
                minutes(remainingSeconds),
                step);
        if (rewrites) {
            out.print("\r\u001b[K" + (line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line));
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** Ends the line that was rewritten. */
    void end() {
        if (rewrites) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private static String minutes(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return String.format(Locale.ROOT, "%d:%02d", whole / SECONDS_PER_MINUTE, whole % SECONDS_PER_MINUTE);
    }
}
