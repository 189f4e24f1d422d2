package org.mainspring.mainloop.queue;

import org.jspecify.annotations.Nullable;

/**
 * What is attached at one priority and matters to an iteration, sorted by why it matters.
 *
 * @param <E> what it holds
 * @threads confined
 */
public final class PriorityLevel<E extends Member> {
    /** Members that are ready in every iteration. */
    public final OrderedList<E> standing;

    /** Members that want to be asked, in prepare or in check, whether they are ready. */
    public final OrderedList<E> asked;

    /** Members whose deadline has passed. */
    public final OrderedList<E> due;

    /** Members of which a watched channel is ready, as far as the last poll saw. */
    public final OrderedList<E> lit;

    /** Members that were found ready and not dispatched since. */
    public final OrderedList<E> ready;

    /** The next less urgent of the {@link PriorityLevels} that it is in; null for none. */
    @Nullable
    PriorityLevel<E> next;

    private final int priority;
    private int members;
    private int timed;
    private int watches;

    PriorityLevel(int priority, PositionSort sort) {
        this.priority = priority;
        standing = new OrderedList<>(sort);
        asked = new OrderedList<>(sort);
        due = new OrderedList<>(sort);
        lit = new OrderedList<>(sort);
        ready = new OrderedList<>(sort);
    }

    /**
     * The priority of everybody here.
     *
     * @return a smaller number is more urgent
     */
    public int priority() {
        return priority;
    }

    /**
     * How many members live at this priority.
     *
     * @return the number
     */
    public int members() {
        return members;
    }

    /**
     * Of how many of them only the clock can tell whether they are ready.
     *
     * @return the number
     */
    public int timed() {
        return timed;
    }

    /**
     * How many poll records they have.
     *
     * @return the number
     */
    public int watches() {
        return watches;
    }

    /**
     * Whether somebody is due, or was found ready and not dispatched since.
     *
     * @return true if so
     */
    public boolean isAnyDueOrReady() {
        return !due.isEmpty() || !ready.isEmpty();
    }

    /**
     * Counts members that come or go.
     *
     * @param more how many, negative for going
     */
    public void countMembers(int more) {
        members += more;
        assert members >= 0;
    }

    /**
     * Counts members that only the clock can tell of.
     *
     * @param more how many, negative for going
     */
    public void countTimed(int more) {
        timed += more;
        assert timed >= 0;
    }

    /**
     * Counts poll records that come or go.
     *
     * @param more how many, negative for going
     */
    public void countWatches(int more) {
        watches += more;
        assert watches >= 0;
    }

    void checkInvariants() {
        standing.checkInvariants();
        asked.checkInvariants();
        due.checkInvariants();
        lit.checkInvariants();
        ready.checkInvariants();
    }
}
