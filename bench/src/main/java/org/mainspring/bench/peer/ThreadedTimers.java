package org.mainspring.bench.peer;

/**
 * Timers that fire on a thread of the peer's own. To arm and to cancel one, the caller does what the peer does on the
 * caller's thread; what the peer has to do on its own thread then, it does beside the caller.
 *
 * @threads the one that opened it
 */
public interface ThreadedTimers extends TimerPeer {
    /**
     * Keeps the peer's thread busy, so that nothing fires meanwhile.
     *
     * @param task runs on that thread, soon
     */
    void occupy(Runnable task);
}
