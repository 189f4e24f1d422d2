package org.mainspring.bench.peer;

/**
 * Timers that fire when the thread which opened them asks for it.
 *
 * @threads the one that opened it
 */
public interface DrivenTimers extends TimerPeer {
    /** Fires what is due, once each. */
    void fireDue();
}
