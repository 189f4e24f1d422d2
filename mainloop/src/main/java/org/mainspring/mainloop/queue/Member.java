package org.mainspring.mainloop.queue;

import org.jspecify.annotations.Nullable;

/**
 * What the containers of this room hold. The links and indexes that they need live here, in the member
 * itself, so that joining and leaving a container allocates nothing.
 *
 * <p>What is said here can be read by whoever has a member, such as a user of the library; it is set by the room, see
 * {@link IdTable#assignId} and {@link OrderedList#assignPosition}.
 *
 * <p>A member is in one {@link TimerHeap}, one {@link IdTable} and one {@link Inbox} at most.
 *
 * @threads confined, but for the inbox's field
 */
public abstract class Member {
    static final int NOWHERE = -1;

    /** The key in the id table; 0 before there is one. */
    int id;

    /** The place among members of equal priority: smaller stands before. Unique in a context. */
    long position;

    /** The index in the timer heap. */
    int heapIndex = NOWHERE;

    /** The next member with the same slot of the id table. */
    @Nullable
    Member nextOfSlot;

    /** While it is in the inbox: the next member there, or a mark that says that there is none; else null. */
    volatile @Nullable Member nextPosted;

    /** For subclasses. */
    protected Member() {}

    /**
     * The key in the id table, unsigned.
     *
     * @return the id; 0 before there is one
     */
    public final int id() {
        return id;
    }

    /**
     * The place among members of equal priority.
     *
     * @return a number; smaller stands before
     */
    public final long position() {
        return position;
    }
}
