package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.park.Interruption;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

/**
 * What a context does for a while before it sleeps, if it was asked to: it looks, and does not sleep. Whoever has news for
 * it meanwhile need not wake it.
 *
 * @threads owner, where a method does not say "any"
 */
final class Spinning {
    /*
     * The wait begins here and may end here; what ends a sleep ends a spin, and nothing else does. News is seen in the wake
     * word, since everybody signals who would wake a sleeper, but for those who know that they are looked at: so the inbox
     * need not be looked at, and what is posted for later, or wakes nobody, does not end a spin either. The time of the
     * wait, an interrupt and a ready channel end it as they would end a sleep. A thread whose interrupt flag is set already
     * does not spin: nobody could see that it is interrupted once more.
     *
     * A look at the word, or by what looks for a source, costs some nanoseconds, one at the clock tens of them, one at the
     * channels is a system call. So there are some of the first for each of the second, and the third comes at once, as in
     * every sleep, and then once in a microsecond.
     */
    private static final int GLANCES = 8;
    private static final long BETWEEN_LOOKS_NANOS = Nanos.PER_MICRO;
    private static final long SEEN = -1;

    private final Clock clock;
    private final Watches watches;
    private final WakeWord wakeWord;
    private final PollMode mode;
    private volatile @Nullable PollBudget parameters;

    Spinning(Clock clock, Watches watches, WakeWord wakeWord, PollMode mode) {
        this.clock = clock;
        this.watches = watches;
        this.wakeWord = wakeWord;
        this.mode = mode;
    }

    /** The parameters, with the budget that has come of them; null for none. Any thread. */
    @Nullable
    PollBudget parameters() {
        return parameters;
    }

    /** Any thread. */
    void setParameters(@Nullable PollBudget newParameters) {
        parameters = newParameters;
    }

    /** The budget by which the next wait begins with a spin; null if it has none. */
    @Nullable
    PollBudget budget() {
        PollBudget budget = parameters;
        return budget != null && clock.isRealTime() ? budget : null;
    }

    /**
     * Waits, by spinning at first.
     *
     * @return whether the poller was asked, and what it has seen is all there is to see
     */
    boolean spinThenSleep(PollBudget budget, long sleepNanos, long untilNanos) {
        long spinNanos = Interruption.isThere() ? 0 : Math.min(budget.nanos(), sleepNanos);
        long startNanos = clock.nanos(); // before the word says that somebody waits: it may fail
        boolean begun = spinNanos > 0 ? wakeWord.trySpin(untilNanos) : !mode.end() && wakeWord.trySleep(untilNanos);
        if (!begun) {
            mode.end();
            return false;
        }
        long spentNanos = SEEN;
        try {
            spentNanos = spinNanos > 0 ? spin(startNanos, spinNanos) : 0;
            return spentNanos == SEEN
                    ? watches.hasSeenAny()
                    : sleep(Nanos.between(spentNanos, sleepNanos), untilNanos, spinNanos > 0);
        } finally {
            wakeWord.endSleep();
            if (spentNanos != SEEN) { // else the budget has covered it
                budget.waited(clock.nanos() - startNanos);
            }
        }
    }

    private boolean sleep(long leftNanos, long untilNanos, boolean spun) {
        if (leftNanos == 0 || (spun && (mode.end() || !wakeWord.trySleepAfterSpin(untilNanos)))) {
            return false;
        }
        watches.poll(leftNanos);
        return true;
    }

    /** Spins for a time, and says how long it was; or SEEN, if there is a reason not to sleep. */
    private long spin(long startNanos, long spinNanos) {
        mode.begin();
        long lookedNanos = -BETWEEN_LOOKS_NANOS;
        long spentNanos = 0;
        do {
            if (isSeenAtAGlance()) {
                return SEEN;
            }
            if (Thread.currentThread().isInterrupted()) {
                Interruption.waited(); // this was the wait that it ends
                return SEEN;
            }
            if (spentNanos - lookedNanos >= BETWEEN_LOOKS_NANOS && watches.areThereAny()) {
                watches.poll(0);
                if (watches.hasSeenAny()) {
                    return SEEN;
                }
                lookedNanos = clock.nanos() - startNanos;
            }
            spentNanos = clock.nanos() - startNanos;
        } while (spentNanos < spinNanos);
        return spentNanos;
    }

    private boolean isSeenAtAGlance() {
        for (int i = 0; i < GLANCES; i++) {
            if (mode.isAnyReady()
                    || wakeWord.isSignalled()) { // in this order: whoever signals often must not stand in the way
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }
}
