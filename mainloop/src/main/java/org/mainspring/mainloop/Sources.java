package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.kind.Cancellable;
import org.mainspring.mainloop.kind.CancellableWatch;
import org.mainspring.mainloop.kind.ChannelWatch;
import org.mainspring.mainloop.kind.ChildWatch;
import org.mainspring.mainloop.kind.Idle;
import org.mainspring.mainloop.kind.Perturbation;
import org.mainspring.mainloop.kind.SecondsTimeout;
import org.mainspring.mainloop.kind.SignalWatch;
import org.mainspring.mainloop.kind.Timeout;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.ChildCallback;
import org.mainspring.mainloop.source.ChildFunc;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/**
 * Makes sources of the kinds that come with the library, without a callback and not attached.
 *
 * @threads any
 */
public final class Sources {
    private Sources() {}

    /**
     * An idle: runs in every iteration in which nothing more urgent is ready. Its priority is
     * {@link Priority#DEFAULT_IDLE}.
     *
     * @return the source
     * @origin GLib g_idle_source_new
     */
    public static Source idle() {
        Source source = new Source(Idle.INSTANCE);
        source.startWith(Priority.DEFAULT_IDLE, null);
        return source;
    }

    /**
     * A timeout: ready once per interval, until its callback returns {@link Source#REMOVE}. Its priority is
     * {@link Priority#DEFAULT}.
     *
     * <p>The first deadline counts from this call, not from attachment; on a context that does not run by the system's
     * clock, from attachment. Each later one counts from the loop time of the iteration that dispatched it, so lateness
     * is kept, never made up. An interval of 0 is ready in every iteration. A deadline past the range of {@code long}
     * never comes.
     *
     * @param interval the time between dispatches
     * @return the source
     * @throws IllegalArgumentException if {@code interval} is negative
     * @origin GLib g_timeout_source_new_ns
     */
    public static Source timeout(Duration interval) {
        return timeoutNanos(nanosOf(interval));
    }

    /**
     * A timeout, as {@link #timeout(Duration)}.
     *
     * @param intervalNanos nanoseconds between dispatches
     * @return the source
     * @throws IllegalArgumentException if {@code intervalNanos < 0}
     * @origin GLib g_timeout_source_new_ns
     */
    public static Source timeoutNanos(long intervalNanos) {
        return timeoutNanos(intervalNanos, SystemClock.INSTANCE);
    }

    /**
     * A timeout, as {@link #timeout(Duration)}, whose first deadline counts from this call by a given clock.
     *
     * @param intervalNanos nanoseconds between dispatches
     * @param clock the clock of the context that it will be attached to
     * @return the source
     * @throws IllegalArgumentException if {@code intervalNanos < 0}
     * @origin GLib g_timeout_source_new_ns
     */
    public static Source timeoutNanos(long intervalNanos, Clock clock) {
        return armed(new Timeout(intervalNanos, requireNonNull(clock, "clock")));
    }

    /**
     * A timeout, as {@link #timeout(Duration)}.
     *
     * @param intervalMillis milliseconds between dispatches
     * @return the source
     * @throws IllegalArgumentException if {@code intervalMillis < 0}
     * @origin GLib g_timeout_source_new
     */
    public static Source timeoutMillis(long intervalMillis) {
        return timeoutNanos(checked(intervalMillis, Nanos.PER_MILLI));
    }

    /**
     * A timeout of whole seconds that goes off together with its like, up to a quarter of a second early and three
     * quarters late, so that the machine wakes seldom.
     *
     * @param intervalSeconds seconds between dispatches, about
     * @return the source
     * @throws IllegalArgumentException if {@code intervalSeconds < 0}
     * @origin GLib g_timeout_source_new_seconds
     */
    public static Source timeoutSeconds(long intervalSeconds) {
        return timeoutSeconds(intervalSeconds, Perturbation.ofProcess(), SystemClock.INSTANCE);
    }

    /**
     * A timeout, as {@link #timeoutSeconds(long)}, with what is otherwise the process's own.
     *
     * @param intervalSeconds seconds between dispatches, about
     * @param perturbationNanos the fraction of a second to land on
     * @param clock the clock of the context that it will be attached to
     * @return the source
     * @throws IllegalArgumentException if {@code intervalSeconds < 0}, or the perturbation is no fraction of a second
     * @origin GLib g_timeout_source_new_seconds
     */
    public static Source timeoutSeconds(long intervalSeconds, long perturbationNanos, Clock clock) {
        return armed(new SecondsTimeout(intervalSeconds, perturbationNanos, requireNonNull(clock, "clock")));
    }

    /**
     * A watch: ready whenever a channel is. Its priority is {@link Priority#DEFAULT}.
     *
     * <p>The channel must be in non-blocking mode and is never closed from here. A channel that is closed under its
     * watch is told once, by {@link IOCondition#NVAL}. What the poller of the context cannot watch, such as a mask without
     * {@code IN} and {@code OUT}, {@link Source#attach} refuses.
     *
     * @param channel the channel
     * @param condition what is waited for
     * @return the source
     * @origin GLib g_unix_fd_source_new
     */
    public static Source watch(SelectableChannel channel, IOCondition condition) {
        requireNonNull(channel, "channel");
        requireNonNull(condition, "condition");
        ChannelWatch kind = new ChannelWatch(channel);
        Source source = new Source(kind);
        kind.watchFrom(source, condition);
        return source;
    }

    /**
     * A wait for a signal of the process: ready once the signal has come, and again when it comes again. Signals that come
     * together count as one. All sources of a signal, of whatever context, become ready. Its priority is
     * {@link Priority#DEFAULT}.
     *
     * <p>The first source for a signal takes it from whoever handled it: for HUP, INT and TERM that is the JVM, which would
     * end the process. From this call on, not only from attachment, signals are kept for the source. The last source
     * gives the signal back when it is finalized; one that is never attached must be destroyed for that.
     *
     * <p>A process that was started with HUP, INT or TERM ignored, as {@code nohup} does, goes on ignoring it: the source is
     * never ready. HotSpot halts threads by USR2 for the flight recorder's sampler, which sees nothing while somebody else
     * has that signal, and makes the source ready instead; the environment variable {@code _JAVA_SR_SIGNUM} gives HotSpot
     * another.
     *
     * @param signal HUP, INT, TERM, USR1, USR2 or WINCH
     * @return the source
     * @throws IllegalArgumentException if it is none of these
     * @throws UnsupportedOperationException if this JVM lets nobody handle that signal: it runs with {@code -Xrs}, without
     *     the module {@code jdk.unsupported}, or on a system that has no such signal
     * @origin GLib g_unix_signal_source_new
     */
    public static Source signal(String signal) {
        SignalWatch kind = new SignalWatch(signal);
        Source source = new Source(kind);
        kind.listenFrom(source);
        return source;
    }

    /**
     * A child watch: ready once, when a process has ended; then it ends itself, whatever its callback does. Its callback
     * is a {@link ChildCallback} or {@link ChildFunc}, set by {@link Source#setFunction setFunction}. Its priority is
     * {@link Priority#DEFAULT}.
     *
     * @param process a child that this JVM has started
     * @return the source
     * @throws UnsupportedOperationException if it is no process of the system's
     * @origin GLib g_child_watch_source_new
     */
    public static Source childWatch(Process process) {
        return watching(new ChildWatch(process));
    }

    /**
     * A child watch, as {@link #childWatch(Process)}, of a process of which Java tells no exit value: the callback is told
     * -1, and {@link org.mainspring.mainloop.source.Diagnostic#NO_EXIT_VALUE} is reported.
     *
     * @param process any process but this one
     * @return the source
     * @throws IllegalArgumentException if it is this one
     * @origin GLib g_child_watch_source_new
     */
    public static Source childWatch(ProcessHandle process) {
        return watching(new ChildWatch(process));
    }

    private static Source watching(ChildWatch kind) {
        Source source = new Source(kind);
        kind.watchFrom(source);
        return source;
    }

    /**
     * A wait for a cancellable: ready once for each time that it is cancelled, and at once if it is cancelled. Its priority
     * is {@link Priority#DEFAULT}. Without a callback it fails, by an {@link IllegalStateException} to the exception
     * handler; {@link org.mainspring.mainloop.source.SourceCallback#DUMMY} is one for a source that only has to wake its
     * parent.
     *
     * @param cancellable what is waited for; null for a source that is never ready
     * @return the source
     * @origin GLib g_cancellable_source_new
     */
    public static Source cancellable(@Nullable Cancellable cancellable) {
        CancellableWatch kind = new CancellableWatch(cancellable);
        Source source = new Source(kind);
        kind.watchFrom(source);
        return source;
    }

    static long nanosOf(Duration interval) {
        requireNonNull(interval, "interval");
        if (interval.isNegative()) {
            throw new IllegalArgumentException("interval < 0: " + interval);
        }
        return Nanos.of(interval);
    }

    static long checked(long count, long unitNanos) {
        if (count < 0) {
            throw new IllegalArgumentException("interval < 0: " + count);
        }
        return Nanos.of(count, unitNanos);
    }

    private static Source armed(Timeout kind) {
        Source source = new Source(kind);
        source.startAt(kind.firstExpiry());
        return source;
    }
}
