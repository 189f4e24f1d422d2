package org.mainspring.mainloop.concurrent;

import org.mainspring.mainloop.queue.BackOff;

/**
 * Whether messages come in a flood, so that it is better to rest before the next look than to look at once.
 *
 * @threads owner; one that has owned the context and posts may forget for it, and no more comes of that than a rest or none
 */
final class Flood {
    /*
     * A look at the queue takes lines of memory from the poster, who waits for them to come back: some six times as long as
     * a post takes otherwise. A loop that keeps up with a flood looks after every few messages, and then posts are as
     * slow as looks. If it rests for as long as thirty posts take, thirty share what a look costs.
     *
     * There is a flood if something is there again already when a batch is over, unless that batch was long, or what has come
     * was posted by the owner himself, whom no look disturbs. Whether a rest is of use shows afterwards: if few have come, the
     * next occasions pass without one, about twice as many as the last time.
     */
    static final int LONG = 64;
    static final int ENOUGH = 8;
    private static final int LENGTH = 32; // half a microsecond to one and a half

    private long last; // how many messages the last batch had, if nobody has looked since
    private boolean rested; // before this batch
    private final BackOff backOff = new BackOff();

    /** A batch of so many messages begins. */
    void begin(long count) {
        if (rested) {
            rested = false;
            backOff.tried(count >= ENOUGH);
        }
        last = count;
    }

    /** Nothing has come since the last batch, or it was the owner who has posted it. */
    void forget() {
        last = 0;
    }

    /** Something is there. Whether to rest before the batch is closed, so that more come in. */
    boolean isWorthARest() {
        boolean occasion = last > 0 && last < LONG;
        last = 0;
        rested = occasion && backOff.isDue();
        return rested;
    }

    static void rest() {
        for (int i = 0; i < LENGTH; i++) {
            Thread.onSpinWait();
        }
    }
}
