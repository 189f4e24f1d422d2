package org.mainspring.mainloop.poll.park;

/**
 * Which interruption of a thread ends a wait of its poller: each that comes during one, or before it, and none twice.
 *
 * @threads any; each knows of itself only
 */
public final class Interruption {
    /*
     * A poller that finds the interrupt flag set cannot tell when that came: before the hooks of this iteration were asked, who
     * have seen it then, or since. To wait in the second case would be to lose it for a hook that waits for it, and has said
     * that it has nothing yet. To return at once in the first would make a loop spin, as the flag is kept.
     *
     * So the flag is new until a wait has ended with it, and ends one that begins with it. After that it is known, and ends
     * none, until somebody finds it clear: a wait that begins, or a hook that waits for an interruption and asks here, in
     * prepare. That one misses none, even if somebody has cleared the flag, and it was set again, since the last wait: if it
     * finds the flag clear, that is noted, and whatever comes from then on is new to the poll that follows. Nor can it make
     * a loop spin: as long as the flag is set nothing is noted.
     *
     * A poll that does not wait takes no part. It may be one of the looks of a spin, and no hook is asked between those and
     * the sleep.
     *
     * It is the thread's, as the flag is: a poller that parks and one that selects wait in turn for the same context. A wait
     * reads a thread-local for it, which is little beside a system call.
     */
    private static final ThreadLocal<Interruption> CURRENT = ThreadLocal.withInitial(Interruption::new);

    /** Whether a wait has ended with the flag, which nobody has found clear since. */
    private boolean known;

    private Interruption() {}

    /**
     * Whether the calling thread is interrupted. If it is not, the next interruption is sure to end the wait that it
     * comes before, or in. For a hook that waits for one, and asks in prepare and check.
     *
     * @return true if the flag is set; it stays so
     */
    public static boolean isThere() {
        return !isAbsent(Thread.currentThread().isInterrupted());
    }

    /**
     * A wait begins, of the calling thread.
     *
     * @param flag whether the thread is interrupted
     * @return whether the wait must end at once, since no other has ended with this interruption
     */
    public static boolean isNew(boolean flag) {
        return !isAbsent(flag) && !CURRENT.get().known;
    }

    /** A wait has ended, of the calling thread; the flag is as the thread's hooks will see it. */
    public static void waited() {
        if (Thread.currentThread().isInterrupted()) {
            CURRENT.get().known = true;
        }
    }

    private static boolean isAbsent(boolean flag) {
        if (!flag) {
            CURRENT.get().known = false;
        }
        return !flag;
    }
}
