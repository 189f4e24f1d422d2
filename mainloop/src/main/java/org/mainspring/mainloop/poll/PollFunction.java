package org.mainspring.mainloop.poll;

/**
 * Polls in place of a context: what is to be polled stands in a {@link PollSet}, and what was seen is written there.
 *
 * <p>One that waits by itself, instead of handing the set on to the function that was there before, is told of a wake-up by
 * {@link #wakeup}: it should return, and say {@link IOCondition#IN} of the entry {@link PollSet#WAKEUP}, so that the wake-up
 * counts as seen. Until then it stays pending.
 *
 * @threads owner, but for {@link #wakeup}; nothing is held, so it may do to the context whatever a callback may
 * @origin GLib GPollFunc
 */
@FunctionalInterface
public interface PollFunction {
    /**
     * Waits until something of the set is ready, or the time has passed.
     *
     * @param set what is polled; takes what was seen
     * @param timeoutMillis milliseconds, rounded up; 0 not to wait, -1 to wait without end
     * @return how many entries are ready; less than 0 if the poll has failed, which is warned about
     */
    int poll(PollSet set, int timeoutMillis);

    /**
     * There is a wake-up, now or since before the poll: the poll that is running, or is about to begin, should return at
     * once. It may be called more than once for one wake-up.
     *
     * @threads any; whoever wakes the context, with no lock held
     */
    default void wakeup() {}
}
