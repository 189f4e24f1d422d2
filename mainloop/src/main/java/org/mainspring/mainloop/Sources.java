package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import org.mainspring.mainloop.kind.ChannelWatch;
import org.mainspring.mainloop.kind.Idle;
import org.mainspring.mainloop.kind.Perturbation;
import org.mainspring.mainloop.kind.SecondsTimeout;
import org.mainspring.mainloop.kind.Timeout;
import org.mainspring.mainloop.poll.IOCondition;
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
        source.setPriority(Priority.DEFAULT_IDLE);
        source.setName(Idle.NAME);
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
     * A timeout, as {@link #timeout}.
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
     * A timeout, as {@link #timeout}, whose first deadline counts from this call by a given clock.
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
     * A timeout, as {@link #timeout}.
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
     * watch is told once, by {@link IOCondition#NVAL}.
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
        kind.arm(source);
        return source;
    }
}
