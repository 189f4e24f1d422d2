package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Adder.add;
import static org.mainspring.mainloop.glib.Critical.isNull;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.LoopContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.kind.Cancellable;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceFunc;

/**
 * GLib's sources for child processes, signals and cancellables. Those that a function adds go to the context of the
 * process.
 *
 * @threads any
 */
public abstract class GProcesses extends GWatches {
    GProcesses() {}

    // ---- child processes

    /**
     * A child watch: ready once, when a process has ended.
     *
     * @param process a child that this JVM has started, whose exit value is told
     * @return the source; null without a process
     */
    public static @Nullable Source g_child_watch_source_new(Process process) {
        return child(process, "g_child_watch_source_new");
    }

    private static @Nullable Source child(Process process, String function) {
        return isNull(process, function, "process") ? null : Sources.childWatch(process);
    }

    /**
     * A child watch: ready once, when a process has ended.
     *
     * @param pid any process but this one; Java tells nobody its exit value, so -1 is told
     * @return the source; null if there is no such process
     */
    public static @Nullable Source g_child_watch_source_new(long pid) {
        return child(pid, "g_child_watch_source_new");
    }

    private static @Nullable Source child(long pid, String function) {
        ProcessHandle process = pid <= 0 ? null : ProcessHandle.of(pid).orElse(null);
        if (process == null || process.equals(ProcessHandle.current())) {
            Critical.report((LoopContext) null, Diagnostic.BAD_PID, function, "pid of no other process: " + pid);
            return null;
        }
        return Sources.childWatch(process);
    }

    /**
     * Adds a child watch.
     *
     * @param <T> the type of the data
     * @param process a child that this JVM has started, whose exit value is told
     * @param function called once, when it has ended
     * @param data handed to every call
     * @return its id, unsigned; 0 if that was refused
     */
    public static <T extends @Nullable Object> int g_child_watch_add(
            Process process, GChildWatchFunc<? super T> function, T data) {
        return add(
                () -> child(process, "g_child_watch_add"),
                G_PRIORITY_DEFAULT,
                Callbacks.child(function),
                data,
                null,
                "g_child_watch_add");
    }

    /**
     * Adds a child watch.
     *
     * @param <T> the type of the data
     * @param pid any process but this one; Java tells nobody its exit value, so -1 is told
     * @param function called once, when it has ended
     * @param data handed to every call
     * @return its id, unsigned; 0 if that was refused
     */
    public static <T extends @Nullable Object> int g_child_watch_add(
            long pid, GChildWatchFunc<? super T> function, T data) {
        return add(
                () -> child(pid, "g_child_watch_add"),
                G_PRIORITY_DEFAULT,
                Callbacks.child(function),
                data,
                null,
                "g_child_watch_add");
    }

    /**
     * Adds a child watch.
     *
     * @param <T> the type of the data
     * @param priority its priority
     * @param process a child that this JVM has started, whose exit value is told
     * @param function called once, when it has ended
     * @param data handed to every call
     * @param notify told once when the data is let go; or null
     * @return its id, unsigned; 0 if that was refused
     */
    public static <T extends @Nullable Object> int g_child_watch_add_full(
            int priority,
            Process process,
            GChildWatchFunc<? super T> function,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return add(
                () -> child(process, "g_child_watch_add_full"),
                priority,
                Callbacks.child(function),
                data,
                notify,
                "g_child_watch_add_full");
    }

    /**
     * Adds a child watch.
     *
     * @param <T> the type of the data
     * @param priority its priority
     * @param pid any process but this one; Java tells nobody its exit value, so -1 is told
     * @param function called once, when it has ended
     * @param data handed to every call
     * @param notify told once when the data is let go; or null
     * @return its id, unsigned; 0 if that was refused
     */
    public static <T extends @Nullable Object> int g_child_watch_add_full(
            int priority,
            long pid,
            GChildWatchFunc<? super T> function,
            T data,
            @Nullable DestroyNotify<? super T> notify) {
        return add(
                () -> child(pid, "g_child_watch_add_full"),
                priority,
                Callbacks.child(function),
                data,
                notify,
                "g_child_watch_add_full");
    }

    // ---- signals

    /**
     * A wait for a signal of this process.
     *
     * @param signum {@link #SIGHUP} or another of those constants
     * @return the source; null if it is none of these, or this JVM lets nobody have it
     */
    public static @Nullable Source g_unix_signal_source_new(int signum) {
        return signal(signum, "g_unix_signal_source_new");
    }

    private static @Nullable Source signal(int signum, String function) {
        try {
            return Sources.signal(nameOf(signum));
        } catch (IllegalArgumentException | UnsupportedOperationException refused) {
            Critical.report((LoopContext) null, Diagnostic.BAD_SIGNAL, function, signum + ": " + refused.getMessage());
            return null;
        }
    }

    private static String nameOf(int signum) {
        return switch (signum) {
            case SIGHUP -> "HUP";
            case SIGINT -> "INT";
            case SIGUSR1 -> "USR1";
            case SIGUSR2 -> "USR2";
            case SIGTERM -> "TERM";
            case SIGWINCH -> "WINCH";
            default -> String.valueOf(signum);
        };
    }

    /**
     * Adds a wait for a signal of this process.
     *
     * @param <T> the type of the data
     * @param signum {@link #SIGHUP} or another of those constants
     * @param handler called when the signal has come
     * @param user_data handed to every call
     * @return its id, unsigned; 0 if that was refused
     */
    public static <T extends @Nullable Object> int g_unix_signal_add(
            int signum, SourceFunc<? super T> handler, T user_data) {
        return add(
                () -> signal(signum, "g_unix_signal_add"),
                G_PRIORITY_DEFAULT,
                handler,
                user_data,
                null,
                "g_unix_signal_add");
    }

    /**
     * Adds a wait for a signal of this process.
     *
     * @param <T> the type of the data
     * @param priority its priority
     * @param signum {@link #SIGHUP} or another of those constants
     * @param handler called when the signal has come
     * @param user_data handed to every call
     * @param notify told once when the data is let go; or null
     * @return its id, unsigned; 0 if that was refused
     */
    public static <T extends @Nullable Object> int g_unix_signal_add_full(
            int priority,
            int signum,
            SourceFunc<? super T> handler,
            T user_data,
            @Nullable DestroyNotify<? super T> notify) {
        return add(
                () -> signal(signum, "g_unix_signal_add_full"),
                priority,
                handler,
                user_data,
                notify,
                "g_unix_signal_add_full");
    }

    // ---- cancellables

    /**
     * A wait for a cancellable.
     *
     * @param cancellable what is waited for; null for a source that is never ready
     * @return the source
     */
    public static Source g_cancellable_source_new(@Nullable Cancellable cancellable) {
        return Sources.cancellable(cancellable);
    }
}
