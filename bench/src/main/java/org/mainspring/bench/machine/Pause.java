package org.mainspring.bench.machine;

/**
 * One step of waiting for another thread, which may need the processor of the one that waits. In C it is
 * {@code wait_a_moment}.
 *
 * <p>On the same processor one yields, and does not nap: a nap has the kernel set a timer before the other may run, and that would
 * count as the other's time. It matters rarely, for as a rule nobody waits: a thread that is woken takes the processor at once, runs,
 * and sleeps again before the waker goes on. Of 144 000 wake-ups of a futex (Linux 6.18, a virtual machine) no waker found the other
 * still awake before, and in 330 the other had not run yet when the waker looked. The median of those 330 was 5.8 us where the waker
 * yielded and 9.7 where it napped for 20; the median of all was the same with both, within 5 percent.
 */
public enum Pause {
    /** Gives the processor away, and is ready to have it back. */
    YIELD {
        @Override
        public void once() {
            Thread.yield();
        }
    },

    /** Keeps the processor. */
    SPIN {
        @Override
        public void once() {
            Thread.onSpinWait();
        }
    };

    /**
     * The one that befits two threads.
     *
     * @param isShared whether one processor has to do for both
     * @return to be used for every wait of the one for the other
     */
    public static Pause where(boolean isShared) {
        return isShared ? YIELD : SPIN;
    }

    /** Waits a moment. */
    public abstract void once();
}
