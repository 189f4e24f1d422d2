package org.mainspring.mainloop;

import org.mainspring.mainloop.queue.BackOff;

/**
 * A short look at the wake word before a sleep: whoever posts a moment after he has seen the last message run need not wake a
 * thread that has only just lain down.
 *
 * @threads owner
 */
final class Glances {
    /*
     * A look takes a microsecond, a sleep and the wake-up from it some ten. So it is worth while where it sees something now
     * and then; and not where nobody posts so soon, or nobody can, as he shares the processor. No clock says which, nor the
     * number of processors, which is that of whoever asks: a look in vain is followed by sleeps without one, by about twice
     * as many as the last time, and a look that saw a signal by one before the next sleep.
     *
     * The word is AWAKE meanwhile. So to everybody else the loop takes a little longer to come to its sleep, and no more:
     * nothing is added to what the wake word says of signals that come before it.
     */
    private static final int LENGTH = 64;

    private final WakeWord wakeWord;
    private final BackOff backOff = new BackOff();

    Glances(WakeWord wakeWord) {
        this.wakeWord = wakeWord;
    }

    /**
     * Looks, if that seems worth while. The caller tries to sleep then, whatever it saw.
     *
     * @return whether it has looked
     */
    boolean lookBeforeSleep() {
        boolean due = backOff.isDue();
        if (due) {
            backOff.tried(wakeWord.isSignalledWithin(LENGTH));
        }
        return due;
    }
}
