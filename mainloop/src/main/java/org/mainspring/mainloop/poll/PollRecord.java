package org.mainspring.mainloop.poll;

import static java.util.Objects.requireNonNull;

/**
 * One wish to hear about one channel: what is watched, for which conditions, and what the last poll saw.
 *
 * <p>A record belongs to whoever made it. The same channel may stand in many records; each is told
 * through its own mask.
 *
 * @threads any for {@link #target} and {@link #events}; owner for the rest
 * @origin GLib GPollFD
 */
public class PollRecord {
    private final Object target;
    private volatile IOCondition events;
    private IOCondition revents = IOCondition.NONE;

    /**
     * A record that nobody polls yet.
     *
     * @param target what is watched; which types serve, the {@link Poller} says
     * @param events what is waited for
     */
    public PollRecord(Object target, IOCondition events) {
        this.target = requireNonNull(target, "target");
        this.events = requireNonNull(events, "events");
    }

    /**
     * What is watched.
     *
     * @return the channel, or another thing that the context's poller can watch
     */
    public final Object target() {
        return target;
    }

    /**
     * What is waited for.
     *
     * @return the mask
     */
    public final IOCondition events() {
        return events;
    }

    /**
     * Changes what is waited for. The poller must be told as well.
     *
     * @param events the new mask
     */
    public final void setEvents(IOCondition events) {
        this.events = requireNonNull(events, "events");
    }

    /**
     * What the last poll saw, through the mask.
     *
     * @return the conditions; empty when nothing was seen
     */
    public final IOCondition revents() {
        return revents;
    }

    /**
     * Says what a poll saw: kept are the conditions of the mask and those that nobody has to ask for.
     *
     * @param seen the conditions of the channel
     */
    public final void setRevents(IOCondition seen) {
        revents = seen.and(events.or(IOCondition.UNASKED));
    }

    @Override
    public String toString() {
        return target + " " + events + (revents.isEmpty() ? "" : " -> " + revents);
    }
}
