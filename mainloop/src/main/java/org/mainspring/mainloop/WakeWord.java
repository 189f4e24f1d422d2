package org.mainspring.mainloop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Whether a context sleeps, and until when: one word, so that a wake-up is a system call only if somebody sleeps, and
 * then only one.
 */
final class WakeWord {
    /*
     * AWAKE     -> deadline   trySleep()                deadline -> AWAKE      endSleep(): it woke by itself
     * AWAKE     -> SIGNALLED  signal()                  SIGNALLED -> AWAKE     consume()
     * deadline  -> SIGNALLED  signal(): the one who makes this move, and nobody else, wakes the sleeper
     * AWAKE     -> SPINNING   trySpin()                 SPINNING -> AWAKE      endSleep(): it has seen something
     * SPINNING  -> SIGNALLED  signal(): nobody to wake  SPINNING -> deadline   trySleepAfterSpin()
     * SIGNALLED -> UNPAID     wakeFailed()              UNPAID -> AWAKE        consume()
     * UNPAID    -> SIGNALLED  signal(): the one who makes this move wakes the sleeper, if there is one still
     *
     * UNPAID is a signal like the other, to everybody but the next who signals: somebody should have woken the sleeper, and
     * could not. Only SIGNALLED becomes UNPAID, so if the loop has woken by itself and consumed the signal, nothing becomes of
     * it; or somebody else's signal becomes UNPAID, and wakes once more than it need.
     *
     * A signal is kept until it is consumed, so it ends the next sleep if there is none to end now (S109).
     *
     * No wake-up is lost. One that changes something for the loop first makes the change visible (it posts to the
     * inbox), then reads the word, both in the one order of volatile accesses. If it finds SIGNALLED and does
     * nothing, the loop has not consumed that signal yet; and the loop consumes before it empties the inbox, never
     * after. If it finds AWAKE, it sets SIGNALLED, and trySleep() fails. If it finds a deadline, it wakes the
     * sleeper, or leaves it asleep because the change matters only after that deadline, when the loop looks anyway.
     *
     * Nor is one lost by a loop that spins. It does not leave SPINNING for the sleep but by a compare-and-set, which fails
     * if somebody has signalled: whoever found SPINNING made it SIGNALLED, and woke nobody. One whose change matters
     * only later reads `spinUntilNanos` too, which the loop writes before SPINNING. If that belongs to a later spin than
     * the SPINNING that it has read, the loop has emptied the inbox in between, and so has seen the change.
     */
    private static final long AWAKE = Long.MIN_VALUE;
    private static final long SIGNALLED = Long.MIN_VALUE + 1;
    private static final long SPINNING = Long.MIN_VALUE + 2;
    private static final long UNPAID = Long.MIN_VALUE + 3;
    private static final long EARLIEST = UNPAID + 1; // deadlines begin here
    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(WakeWord.class, "word", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile long word = AWAKE;

    /** Until when the sleep would be that the loop puts off while it spins. */
    private volatile long spinUntilNanos;

    /** Told of every signal, by the one who makes it: somebody who waits without sleeping here. */
    private volatile @Nullable Runnable listener;

    /**
     * Says that there is news, to be looked at now.
     *
     * @return true if the caller must wake the sleeper; {@link #wakeFailed} if he cannot
     */
    boolean signal() {
        if (word == SIGNALLED) {
            return false;
        }
        boolean slept = (long) WORD.getAndSet(this, SIGNALLED) > SPINNING;
        tellListener();
        return slept;
    }

    /**
     * Says that there is news, to be looked at at a certain moment: a sleeper who wakes before that is left alone.
     *
     * @return true if the caller must wake the sleeper; {@link #wakeFailed} if he cannot
     */
    boolean signalFor(long momentNanos) {
        long seen;
        do {
            seen = word;
            if (seen == SIGNALLED || (seen != AWAKE && untilNanos(seen) <= momentNanos)) {
                return false;
            }
        } while (!WORD.compareAndSet(this, seen, SIGNALLED));
        tellListener();
        return seen > SPINNING;
    }

    private long untilNanos(long seen) {
        if (seen == UNPAID) {
            return Long.MAX_VALUE; // nobody knows any more until when he sleeps
        }
        return seen == SPINNING ? spinUntilNanos : seen;
    }

    private void tellListener() {
        Runnable told = listener;
        if (told != null) {
            tell(told);
        }
    }

    private void tell(Runnable told) {
        try {
            told.run();
        } catch (Throwable failure) {
            wakeFailed();
            throw failure;
        }
    }

    /** Who had to wake the sleeper could not: the next who signals tries again. Any thread. */
    void wakeFailed() {
        WORD.compareAndSet(this, SIGNALLED, UNPAID);
    }

    /**
     * From now on a listener is told of signals; at once, if there is one already. Null for nobody. Owner only.
     *
     * @return who was told before
     */
    @Nullable
    Runnable setListener(@Nullable Runnable newListener) {
        Runnable before = listener;
        listener = newListener; // whoever signals after this finds the listener
        if (newListener != null && isSignalled()) {
            newListener.run();
        }
        return before;
    }

    /** Whether a signal waits to be consumed. */
    boolean isSignalled() {
        long seen = word;
        return seen == SIGNALLED || seen == UNPAID;
    }

    /** Whether a signal waits to be consumed at one of so many glances. */
    boolean isSignalledWithin(int glances) {
        for (int i = 0; i < glances && !isSignalled(); i++) {
            Thread.onSpinWait();
        }
        return isSignalled();
    }

    /** Takes the signal back. What it announced must be looked at after this call. Owner only. */
    void consume() {
        if (isSignalled()) {
            word = AWAKE;
        }
    }

    /** Announces that the owner will sleep until a moment; false if there is a signal, and it must not. */
    boolean trySleep(long deadlineNanos) {
        return WORD.compareAndSet(this, AWAKE, Math.max(deadlineNanos, EARLIEST));
    }

    /**
     * Announces that the owner is about to sleep until a moment, and looks at this word before it does: a signal then is no
     * system call. False if there is a signal already.
     */
    boolean trySpin(long deadlineNanos) {
        spinUntilNanos = deadlineNanos;
        return WORD.compareAndSet(this, AWAKE, SPINNING);
    }

    /** The owner stops looking, and will sleep; false if somebody has signalled while it spun, and it must not. */
    boolean trySleepAfterSpin(long deadlineNanos) {
        return WORD.compareAndSet(this, SPINNING, Math.max(deadlineNanos, EARLIEST));
    }

    /** The owner is awake again, or has stopped to spin. */
    void endSleep() {
        long seen = word;
        if (seen == SPINNING || seen >= EARLIEST) {
            WORD.compareAndSet(this, seen, AWAKE);
        }
    }

    boolean isSleeping() {
        return word >= EARLIEST;
    }
}
