package org.mainspring.mainloop.source;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.time.Nanos;

/**
 * A source, as its own hooks see it.
 *
 * @threads any, where a method does not say otherwise
 * @origin GLib GSource
 */
public interface SourceHandle {
    /**
     * The id in the context it was attached to, unsigned; kept after it is destroyed.
     *
     * @return the id; 0 before it is attached
     * @origin GLib g_source_get_id
     */
    int id();

    /**
     * The name for people.
     *
     * @return the name, or null
     * @origin GLib g_source_get_name
     */
    @Nullable
    String name();

    /**
     * The priority.
     *
     * @return a smaller number is more urgent
     * @origin GLib g_source_get_priority
     */
    int priority();

    /**
     * Ends the source for ever: it will not be dispatched again. Idempotent.
     *
     * @origin GLib g_source_destroy
     */
    void destroy();

    /**
     * Whether it was destroyed.
     *
     * @return true from the moment that {@link #destroy} was called, or its callback asked for it
     * @origin GLib g_source_is_destroyed
     */
    boolean isDestroyed();

    /**
     * The time of its context, read once an iteration and the same for all callbacks of it.
     *
     * @return nanoseconds of the context's clock
     * @throws IllegalStateException if the source is not attached
     * @origin GLib g_source_get_time_ns
     */
    long timeNanos();

    /**
     * Sets the moment from which on the source is ready, in every iteration, until the moment is changed.
     *
     * @param readyTimeNanos a moment of the context's clock; {@link Nanos#NEVER} for none
     * @origin GLib g_source_set_ready_time_ns
     */
    void setReadyTimeNanos(long readyTimeNanos);

    /**
     * Takes the ready time back.
     *
     * @origin GLib g_source_clear_ready_time
     */
    void clearReadyTime();

    /**
     * The moment from which on the source is ready.
     *
     * @return nanoseconds of the context's clock; {@link Nanos#NEVER} if there is none
     * @origin GLib g_source_get_ready_time_ns
     */
    long readyTimeNanos();

    /**
     * The time of its context, as {@link #timeNanos}.
     *
     * @return microseconds of the context's clock, rounded down
     * @throws IllegalStateException if the source is not attached
     * @origin GLib g_source_get_time
     */
    default long timeMicros() {
        return Math.floorDiv(timeNanos(), Nanos.PER_MICRO);
    }

    /**
     * Sets or takes back the ready time, as C counts it: -1 is none, and all other negative numbers are the moment 0.
     *
     * @param readyTimeMicros microseconds of the context's clock. What is past the range of nanoseconds is held to the
     *     last moment of it
     * @see #setReadyTimeNanos
     * @origin GLib g_source_set_ready_time
     */
    default void setReadyTimeMicros(long readyTimeMicros) {
        if (readyTimeMicros == -1) {
            clearReadyTime();
        } else {
            setReadyTimeNanos(Math.min(Nanos.of(Math.max(readyTimeMicros, 0), Nanos.PER_MICRO), Nanos.NEVER - 1));
        }
    }

    /**
     * The moment from which on the source is ready, as C counts it.
     *
     * @return microseconds of the context's clock, rounded up; 0 for a moment before 0; -1 if there is none
     * @see #readyTimeNanos
     * @origin GLib g_source_get_ready_time
     */
    default long readyTimeMicros() {
        long readyTimeNanos = readyTimeNanos();
        return readyTimeNanos == Nanos.NEVER ? -1 : Nanos.ceilMicros(Math.max(readyTimeNanos, 0));
    }

    /**
     * Watches a channel: the source is ready when the channel is.
     *
     * @param target the channel, or another thing that the context's poller can watch
     * @param events what is waited for
     * @return the watch, to be changed, asked and removed by
     * @throws IllegalStateException if the source is destroyed
     * @throws IllegalArgumentException if the context's poller cannot watch that
     * @origin GLib g_source_add_unix_fd
     */
    PollRecord addWatch(Object target, IOCondition events);

    /**
     * Changes what a watch waits for.
     *
     * @param watch a watch of this source
     * @param events what is waited for from now on
     * @throws IllegalArgumentException if it is not this source's
     * @origin GLib g_source_modify_unix_fd
     */
    void modifyWatch(PollRecord watch, IOCondition events);

    /**
     * Ends a watch.
     *
     * @param watch a watch of this source
     * @throws IllegalArgumentException if it is not this source's
     * @origin GLib g_source_remove_unix_fd
     */
    void removeWatch(PollRecord watch);

    /**
     * What the last poll saw of a watch. Means something in check and dispatch only.
     *
     * @param watch a watch of this source
     * @return the conditions
     * @throws IllegalArgumentException if it is not this source's
     * @threads owner
     * @origin GLib g_source_query_unix_fd
     */
    IOCondition queryWatch(PollRecord watch);

    /**
     * Adds a poll record of one's own. What is seen is written to it, and does not make the source ready: the kind's check
     * hook looks at it.
     *
     * @param record the record; its mask may be changed at any time, and counts from the next query on
     * @throws IllegalStateException if the source is destroyed
     * @throws IllegalArgumentException if the context's poller cannot watch that
     * @origin GLib g_source_add_poll
     */
    void addPoll(PollRecord record);

    /**
     * Takes a poll record of one's own back: the one added first, if it was added more than once.
     *
     * @param record the record; if it was not added, nothing but a wake-up happens
     * @throws IllegalStateException if the source is destroyed
     * @origin GLib g_source_remove_poll
     */
    void removePoll(PollRecord record);

    /**
     * Adds a child: a source that makes this one ready as well whenever it is ready itself, and is dispatched right before
     * it. The child takes this source's priority, is attached with it, or now if it is attached, and is destroyed with it.
     *
     * @param child a source that is not attached and has no parent
     * @throws IllegalStateException if this source or the child is destroyed, or the child is attached or has a parent
     * @throws IllegalArgumentException if the child is this source or an ancestor of it
     * @origin GLib g_source_add_child_source
     */
    void addChild(SourceHandle child);

    /**
     * Destroys a child.
     *
     * @param child a child of this source
     * @throws IllegalArgumentException if it is not
     * @origin GLib g_source_remove_child_source
     */
    void removeChild(SourceHandle child);

    /**
     * Warns, through the context's diagnostic handler.
     *
     * @param code what is wrong
     * @param message what is wrong, for people
     */
    void report(Diagnostic code, String message);
}
