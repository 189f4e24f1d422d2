package org.mainspring.mainloop.poll;

/**
 * What a context sleeps in: it waits until a watched channel is ready, a time has passed, or someone calls
 * {@link #wakeup}. Readiness enters a context by this door and no other.
 *
 * <p>A context never calls two of the owner's methods at once, and never changes records while it polls.
 *
 * @threads whoever holds the context: its owner, or, to add, modify and remove, a thread that changes a source while
 *     nobody owns it; but for {@link #validate} and {@link #wakeup}, which any thread may call
 * @origin GLib g_main_context_set_poll_func, g_poll
 */
public interface Poller extends AutoCloseable {
    /**
     * Whether this poller can watch a thing for these conditions; returns if it can.
     *
     * @param target what would be watched
     * @param events the conditions waited for
     * @throws IllegalArgumentException if it cannot, with the reason
     * @throws java.nio.channels.IllegalBlockingModeException if the channel would have to be non-blocking and is not
     * @threads any
     */
    void validate(Object target, IOCondition events);

    /**
     * Begins to poll a record. A channel that is closed already is no error: the next poll reports
     * {@link IOCondition#NVAL} for it. A poller that says so once, and not in each poll, need not say it again of a record that was
     * removed and comes back: whether it was told is remembered.
     *
     * @param record the record; not polled here
     * @throws java.io.UncheckedIOException if the system refuses
     */
    void add(PollRecord record);

    /**
     * Takes note that {@link PollRecord#events} of a polled record has changed.
     *
     * @param record the record
     */
    void modify(PollRecord record);

    /**
     * Ends polling a record.
     *
     * @param record the record; polled here
     */
    void remove(PollRecord record);

    /**
     * Waits until a record is ready, the time has passed or {@link #wakeup} was called; then hands every ready
     * record to {@code ready}. It may return early with nothing, and must not do so again and again without a cause.
     *
     * @param timeoutNanos nanoseconds to wait; 0 looks without waiting, {@link
     *     org.mainspring.mainloop.time.Nanos#NEVER} waits without end
     * @param ready told of each ready record
     * @throws java.io.UncheckedIOException if the system fails
     */
    void poll(long timeoutNanos, ReadyRecords ready);

    /**
     * Makes the poll that is running, or else the next one that would wait, return at once.
     *
     * @threads any
     */
    void wakeup();

    /** Gives back what the poller holds of the system. Idempotent; no other call is legal afterwards but wakeup. */
    @Override
    void close();

    /** Told by a poll of what is ready. */
    @FunctionalInterface
    interface ReadyRecords {
        /**
         * One record is ready. Called once a poll for each such record.
         *
         * @param record the record
         * @param seen the conditions of its channel, before the record's mask
         */
        void ready(PollRecord record, IOCondition seen);
    }
}
