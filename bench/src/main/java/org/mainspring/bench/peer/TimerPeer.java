package org.mainspring.bench.peer;

/**
 * Timers that are known by number, so that each peer keeps of them what its users keep, and no peer pays for a wrapper.
 * What runs when one fires was made before: no peer makes it anew for each firing.
 *
 * @threads the one that opened it, but for what fires, which may run on a thread of the peer's
 */
public interface TimerPeer extends AutoCloseable {
    /**
     * What it is called in results.
     *
     * @return the name that it was opened with
     */
    String name();

    /**
     * Lets a timer fire once.
     *
     * @param timer from 0, less than the number of timers that it was opened with; not armed at the moment
     * @param delayNanos how long from now, not negative
     */
    void arm(int timer, long delayNanos);

    /**
     * Lets a timer fire again and again, armed anew each time, the cheapest way that the peer has for that.
     *
     * @param timer as for {@link #arm}
     * @param periodNanos how long from one firing to the next, positive
     * @throws UnsupportedOperationException if the peer is a wheel: it fires by ticks
     */
    void repeat(int timer, long periodNanos);

    /**
     * Calls a timer off. Does nothing if it has fired.
     *
     * @param timer one that was armed
     */
    void cancel(int timer);

    @Override
    void close();
}
