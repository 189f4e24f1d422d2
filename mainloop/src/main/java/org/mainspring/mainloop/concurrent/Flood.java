package org.mainspring.mainloop.concurrent;

/**
 * Whether messages come in a flood, and a rest before the next look lets more of them come at a time.
 *
 * @threads owner
 */
final class Flood {
    /*
     * A look at the queue takes a line of memory from the poster, who waits for it to come back: six times as long as a post
     * takes otherwise. A loop that has caught up with a flood looks after every few messages, and so posts are as slow as
     * looks. If it rests for about as long as thirty posts take, that is shared by thirty.
     *
     * How many came at a time says whether there is a flood: a loop that answers single messages never rests, one that has
     * many before it need not, and one that has nothing left after some does so once, before it finds that it is idle.
     */
    static final int FEW = 4;
    static final int MANY = 64;
    private static final int REST = 32; // half a microsecond to one and a half

    private long last; // how many came at a time

    /** So many messages were there, and have been taken. */
    void took(long count) {
        last = count;
    }

    /** Whether to rest before the next look, which may find nothing. Once for each time that some were taken. */
    boolean isWorthARest(boolean nothingThere) {
        boolean worth = last >= FEW && (last < MANY || nothingThere);
        last = 0;
        return worth;
    }

    static void rest() {
        for (int i = 0; i < REST; i++) {
            Thread.onSpinWait();
        }
    }
}
