package org.mainspring.mainloop.queue;

/**
 * When to try something that is of use only now and then: after a try in vain some occasions pass without one, about twice as many
 * as the last time; after one that was of use, none.
 *
 * @threads confined
 */
public final class BackOff {
    /** So many occasions pass without a try at most. */
    public static final int MOST_WITHOUT = 63;

    private int without; // how many occasions pass after the last try
    private int left; // how many of them are to come

    /** The first occasion has a try. */
    public BackOff() {}

    /**
     * An occasion is there.
     *
     * @return whether to try, and tell how that was
     */
    public boolean isDue() {
        if (left > 0) {
            left--;
            return false;
        }
        return true;
    }

    /**
     * It was tried.
     *
     * @param ofUse whether it was of use
     */
    public void tried(boolean ofUse) {
        without = ofUse ? 0 : Math.min(2 * without + 1, MOST_WITHOUT);
        left = without;
    }
}
