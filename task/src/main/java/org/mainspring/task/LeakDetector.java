package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports tasks that are dropped, neither completed nor freed: their memory comes back by itself, but their destroy
 * notifies never run. Off unless the system property {@code org.mainspring.task.leaks} says {@code on}, or
 * {@code where} to remember where each was made as well; objects that were made before it is switched on are not seen.
 *
 * <p>A report comes some time after the garbage collector has found the object.
 *
 * @threads any
 */
public final class LeakDetector {
    /** What is remembered of each object. */
    public enum Mode {
        /** Nothing: there are no reports, and no cost. */
        OFF,
        /** That it is there: some hundred nanoseconds and bytes each. */
        ON,
        /** As well where it was made: a stack trace each. */
        WHERE
    }

    private static final Logger LOGGER = System.getLogger("org.mainspring.task");

    private static final class Reaper {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private static volatile Mode mode = modeOf(System.getProperty("org.mainspring.task.leaks", "off"));
    private static volatile BiConsumer<String, @Nullable Throwable> handler = LeakDetector::log;

    private LeakDetector() {}

    private static Mode modeOf(String property) {
        return switch (property) {
            case "on" -> Mode.ON;
            case "where" -> Mode.WHERE;
            default -> Mode.OFF;
        };
    }

    private static void log(String what, @Nullable Throwable where) {
        LOGGER.log(Level.WARNING, what, where);
    }

    /**
     * Says what is remembered of objects that are made from now on.
     *
     * @param next how much
     */
    public static void setMode(Mode next) {
        mode = requireNonNull(next, "next");
    }

    /**
     * Says who is told of a leak, on a thread of the detector's own. The one at the start logs a warning.
     *
     * @param next takes what was dropped, and where it was made or null
     */
    public static void setHandler(BiConsumer<String, @Nullable Throwable> next) {
        handler = requireNonNull(next, "next");
    }

    /** Watches an object, unless this is off. What is reported: the type of what it is about, between two texts. */
    static @Nullable Watch watch(Object object, String before, @Nullable Object about, String after) {
        Mode now = mode;
        if (now == Mode.OFF) {
            return null;
        }
        String type = about == null ? "null" : about.getClass().getName();
        Throwable where = now == Mode.WHERE ? new Throwable("made here") : null;
        return new Watch(object, before + type + after, where);
    }

    static void unwatch(@Nullable Watch watch) {
        if (watch != null) {
            watch.end();
        }
    }

    /** What is left of an object when it is gone. */
    static final class Watch implements Runnable {
        private final String what;
        private final @Nullable Throwable where;
        private final Cleaner.Cleanable cleanable;
        private volatile boolean ended;

        @SuppressWarnings("this-escape") // the cleaner calls it after the object is gone, so after this has returned
        Watch(Object object, String what, @Nullable Throwable where) {
            this.what = what;
            this.where = where;
            cleanable = Reaper.CLEANER.register(object, this);
        }

        void end() {
            ended = true;
            cleanable.clean();
        }

        @Override
        public void run() {
            if (!ended) {
                handler.accept(what, where);
            }
        }
    }
}
